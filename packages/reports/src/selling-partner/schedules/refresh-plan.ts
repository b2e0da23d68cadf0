import { type ScheduleDeclaration, scheduleKey } from './schedule-declaration.ts'
import { ScheduleError } from './schedule-error.ts'
import type { ScheduleEntry, SchedulePlan } from './schedule-plan.ts'

/** What a plan was made from, to be checked again: a plan may come from a file. */
export function declarationsOf({ entries }: SchedulePlan): ScheduleDeclaration[] {
  return entries.flatMap((entry) => {
    if (entry.action === 'cancel') return []
    const { marketplaceIds, ...others } = entry.wish
    return [{ ...others, marketplaces: marketplaceIds }]
  })
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

/** What is done to which schedule. Both plans have the same wishes. */
function stepOf(entry: ScheduleEntry): string {
  if (entry.action === 'cancel') return `cancel ${entry.schedule.reportScheduleId}`
  const wish = scheduleKey(entry.wish.reportType, entry.wish.marketplaceIds)
  return entry.action === 'create' ? `create ${wish}` : `${entry.action} ${entry.schedule.reportScheduleId} ${wish}`
}

function outOfDate(entry: ScheduleEntry): ScheduleError {
  const { reportType, marketplaceIds = [] } = entry.action === 'cancel' ? entry.schedule : entry.wish
  const what = `the schedules have changed since the plan was made: it would now be ${said[entry.action]}. Plan again.`
  return new ScheduleError({ code: 'OUT_OF_DATE', reportType, marketplaceIds, what })
}

const said = { create: 'created', replace: 'replaced', keep: 'kept', cancel: 'cancelled' } as const
