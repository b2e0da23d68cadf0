import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import { ScheduleError } from './schedule-error.ts'
import { type PlanEntry, type PlannedSchedules, specOrSchedule } from './schedule-plan.ts'

/** Returns the specs of a plan. */
export function specsOf<Spec, S>({ entries }: PlannedSchedules<Spec, S>): Spec[] {
  return entries.flatMap((entry) => (entry.action === 'cancel' ? [] : [entry.spec]))
}

/**
 * Compares a plan with a new one for the same specs. Entries that were executed in the meantime become `keep`. Any other
 * difference is an error, so that nothing is done that was not in the original plan.
 *
 * @param original The plan that the caller passed.
 * @param current The plan for the same specs and the schedules as they are now.
 * @returns The current plan.
 * @throws ScheduleError `OUT_OF_DATE`.
 */
export function refreshPlan<
  D,
  Spec extends AnySpec,
  S extends AnySchedule,
  O extends object,
  A extends Subject,
  Plan extends PlannedSchedules<Spec, S>,
>(original: PlannedSchedules<Spec, S>, current: Plan, api: ScheduleApi<D, Spec, S, O, A>): Plan {
  /** Identifies what is done to which schedule. Both plans have the same specs. */
  const stepOf = (entry: PlanEntry<Spec, S>): string => {
    if (entry.action === 'cancel') return `cancel ${entry.schedule.reportScheduleId}`
    const key = api.keyOf(entry.spec)
    return entry.action === 'create' ? `create ${key}` : `${entry.action} ${entry.schedule.reportScheduleId} ${key}`
  }
  const originalSteps = new Set(original.entries.map(stepOf))
  for (const entry of current.entries) {
    if (entry.action === 'keep' || originalSteps.has(stepOf(entry))) continue
    const action = pastParticiple[entry.action]
    const what = `the schedules have changed since the plan was made: this one would now be ${action}. Plan again.`
    throw new ScheduleError({ code: 'OUT_OF_DATE', ...api.subjectOf(specOrSchedule(entry)), what })
  }
  return current
}

const pastParticiple = { create: 'created', replace: 'replaced', cancel: 'cancelled' } as const
