import { ApiError } from '@reportline/request'
import { createSchedule } from './create-schedule.ts'
import type { ScheduleEntry, SchedulePlan } from './schedule-plan.ts'
import type { ScheduleContext } from './schedules.ts'

/** What was done about one schedule. */
export interface AppliedSchedule {
  readonly action: 'create' | 'replace' | 'keep' | 'cancel'
  /** The schedule that stands now, or the one that was cancelled. */
  readonly reportScheduleId: string
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
}

/** Does what a plan says, one after the other. */
export async function applyPlan({ entries }: SchedulePlan, context: ScheduleContext): Promise<AppliedSchedule[]> {
  const applied: AppliedSchedule[] = []
  for (const entry of entries) {
    const { reportType, marketplaceIds = [] } = entry.action === 'cancel' ? entry.schedule : entry.wish
    const reportScheduleId = await applyEntry(entry, context)
    applied.push({ action: entry.action, reportScheduleId, reportType, marketplaceIds })
  }
  return applied
}

async function applyEntry(entry: ScheduleEntry, context: ScheduleContext): Promise<string> {
  switch (entry.action) {
    case 'create':
      return createSchedule(entry.wish, undefined, context)
    case 'replace':
      return createSchedule(entry.wish, entry.schedule, context)
    case 'keep':
      return entry.schedule.reportScheduleId
    case 'cancel':
      await cancelSchedule(entry.schedule.reportScheduleId, context, true)
      return entry.schedule.reportScheduleId
  }
}

/**
 * Cancels a schedule. That it is not there counts as success where an earlier attempt may have cancelled it.
 *
 * @param mayBeGone Whether it also counts as success otherwise.
 */
export async function cancelSchedule(
  reportScheduleId: string,
  { client, call }: ScheduleContext,
  mayBeGone: boolean,
): Promise<void> {
  try {
    await client.cancelReportSchedule({ reportScheduleId }, call)
  } catch (error) {
    const isGone = error instanceof ApiError && error.status === 404
    if (!isGone || !(mayBeGone || error.attempts > 1)) throw error
  }
}
