import { ApiError, type CallOptions } from '@reportline/request'
import { createSchedule } from './create-schedule.ts'
import { subjectIn } from './refresh-plan.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import type { PlanEntry, PlannedSchedules } from './schedule-plan.ts'

/** What was done about one schedule. */
export interface Applied {
  readonly action: 'create' | 'replace' | 'keep' | 'cancel'
  /** The schedule that stands now, or the one that was cancelled. */
  readonly reportScheduleId: string
}

/** Does what a plan says, one after the other. */
export async function applyPlan<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  { entries }: PlannedSchedules<W, S>,
  api: ScheduleApi<D, W, S, O, A>,
  call: CallOptions,
): Promise<(Applied & A)[]> {
  const applied: (Applied & A)[] = []
  for (const entry of entries) {
    const reportScheduleId = await applyEntry(entry, api, call)
    applied.push({ ...api.subjectOf(subjectIn(entry)), action: entry.action, reportScheduleId })
  }
  return applied
}

async function applyEntry<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  entry: PlanEntry<W, S>,
  api: ScheduleApi<D, W, S, O, A>,
  call: CallOptions,
): Promise<string> {
  switch (entry.action) {
    case 'create':
      return createSchedule(entry.spec, undefined, api, call)
    case 'replace':
      return createSchedule(entry.spec, entry.schedule, api, call)
    case 'keep':
      return entry.schedule.reportScheduleId
    case 'cancel':
      await cancelSchedule(() => api.cancel(entry.schedule.reportScheduleId, call), true)
      return entry.schedule.reportScheduleId
  }
}

/**
 * Cancels a schedule. That it is not there counts as success where an earlier attempt may have cancelled it.
 *
 * @param mayBeGone Whether it also counts as success otherwise.
 */
export async function cancelSchedule(cancel: () => Promise<unknown>, mayBeGone: boolean): Promise<void> {
  try {
    await cancel()
  } catch (error) {
    const isGone = error instanceof ApiError && error.status === 404
    if (!isGone || !(mayBeGone || error.attempts > 1)) throw error
  }
}
