/**
 * Which of the calls that wait for the same rate limit is served first: `normal` before `backfill`, and calls of the same
 * priority in the order of their arrival. Backfill calls get every token that no normal call is waiting for, so they stop
 * only while normal calls use up the whole quota.
 */
export type Priority = 'normal' | 'backfill'

const ranks: Readonly<Record<Priority, number>> = { normal: 0, backfill: 1 }

/** Returns the rank of a priority; a lower rank is served first. Returns `undefined` for an unknown priority. */
export function rankOf(priority: Priority): number | undefined {
  return Object.hasOwn(ranks, priority) ? ranks[priority] : undefined
}
