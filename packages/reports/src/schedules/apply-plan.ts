import { ApiError, type CallOptions } from '@reportline/request'
import { createSchedule } from './create-schedule.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import { type PlanEntry, type PlannedSchedules, specOrSchedule } from './schedule-plan.ts'

/** What was done with one schedule. */
export interface Applied {
  readonly action: 'create' | 'replace' | 'keep' | 'cancel'
  /** The id of the schedule that exists now, or of the one that was cancelled. */
  readonly reportScheduleId: string
}

/** Executes the entries of a plan, one after the other. */
export async function applyPlan<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  { entries }: PlannedSchedules<Spec, S>,
  api: ScheduleApi<D, Spec, S, O, A>,
  call: CallOptions,
): Promise<(Applied & A)[]> {
  const applied: (Applied & A)[] = []
  for (const entry of entries) {
    const reportScheduleId = await applyEntry(entry, api, call)
    applied.push({ ...api.subjectOf(specOrSchedule(entry)), action: entry.action, reportScheduleId })
  }
  return applied
}

async function applyEntry<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  entry: PlanEntry<Spec, S>,
  api: ScheduleApi<D, Spec, S, O, A>,
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
 * Cancels a schedule. A schedule that does not exist counts as cancelled after a retry, because the first attempt may
 * have cancelled it.
 *
 * @param ignoreMissing Whether a missing schedule counts as cancelled on the first attempt too.
 */
export async function cancelSchedule(cancel: () => Promise<unknown>, ignoreMissing: boolean): Promise<void> {
  try {
    await cancel()
  } catch (error) {
    const isMissing = error instanceof ApiError && error.status === 404
    if (!isMissing || !(ignoreMissing || error.attempts > 1)) throw error
  }
}
