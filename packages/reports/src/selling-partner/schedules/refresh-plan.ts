import type { ScheduleWish } from './schedule-declaration.ts'
import { ScheduleError } from './schedule-error.ts'
import type { ScheduleEntry, SchedulePlan } from './schedule-plan.ts'

/** The wishes that a plan was made from. */
export function wishesOf({ entries }: SchedulePlan): ScheduleWish[] {
  return entries.flatMap((entry) => (entry.action === 'cancel' ? [] : [entry.wish]))
}

/**
 * Lets a plan be done only as far as it was seen: what has been done meanwhile is kept, anything else that would now be
 * done differently is refused.
 *
 * @param seen The plan that was handed in.
 * @param fresh The plan for the same wishes, as the schedules are now.
 * @throws ScheduleError `OUT_OF_DATE`.
 */
export function refreshPlan(seen: SchedulePlan, fresh: SchedulePlan): SchedulePlan {
  const known = new Set(seen.entries.map(stepOf))
  for (const entry of fresh.entries) {
    if (entry.action !== 'keep' && !known.has(stepOf(entry))) throw outOfDate(entry)
  }
  return fresh
}

/** What is done to which schedule. */
function stepOf(entry: ScheduleEntry): string {
  if (entry.action === 'create') return JSON.stringify([entry.action, entry.wish])
  const { reportScheduleId } = entry.schedule
  return JSON.stringify([entry.action, reportScheduleId, entry.action === 'cancel' ? undefined : entry.wish])
}

function outOfDate(entry: ScheduleEntry): ScheduleError {
  const { reportType, marketplaceIds = [] } = entry.action === 'cancel' ? entry.schedule : entry.wish
  const what = `the schedules have changed since the plan was made: it would now be ${said[entry.action]}. Plan again.`
  return new ScheduleError({ code: 'OUT_OF_DATE', reportType, marketplaceIds, what })
}

const said = { create: 'created', replace: 'replaced', keep: 'kept', cancel: 'cancelled' } as const
