/**
 * Who is served first where callers wait for the same limit: `normal` before `backfill`, in order among their own. A
 * backfill gets every token that nobody normal is waiting for, so that it stands still only while normal calls use up
 * all there is.
 */
export type Priority = 'normal' | 'backfill'

const ranks: Readonly<Record<Priority, number>> = { normal: 0, backfill: 1 }

/** Lower is served first. Undefined for what is no priority. */
export function rankOf(priority: Priority): number | undefined {
  return Object.hasOwn(ranks, priority) ? ranks[priority] : undefined
}
