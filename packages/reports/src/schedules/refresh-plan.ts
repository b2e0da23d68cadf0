import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import { ScheduleError } from './schedule-error.ts'
import type { PlanEntry, PlannedSchedules } from './schedule-plan.ts'

/** The specs that a plan holds. */
export function specsOf<W, S>({ entries }: PlannedSchedules<W, S>): W[] {
  return entries.flatMap((entry) => (entry.action === 'cancel' ? [] : [entry.spec]))
}

/**
 * Lets a plan be done only as far as it was seen: what has been done meanwhile is kept, anything else that would now be
 * done differently is refused.
 *
 * @param seen The plan that was handed in.
 * @param fresh The plan for the same specs, as the schedules are now.
 * @throws ScheduleError `OUT_OF_DATE`.
 */
export function refreshPlan<
  D,
  W extends AnySpec,
  S extends AnySchedule,
  O extends object,
  A extends Subject,
  P extends PlannedSchedules<W, S>,
>(seen: PlannedSchedules<W, S>, fresh: P, api: ScheduleApi<D, W, S, O, A>): P {
  /** What is done to which schedule. Both plans have the same specs. */
  const stepOf = (entry: PlanEntry<W, S>): string => {
    if (entry.action === 'cancel') return `cancel ${entry.schedule.reportScheduleId}`
    const spec = api.keyOf(entry.spec)
    return entry.action === 'create' ? `create ${spec}` : `${entry.action} ${entry.schedule.reportScheduleId} ${spec}`
  }
  const known = new Set(seen.entries.map(stepOf))
  for (const entry of fresh.entries) {
    if (entry.action === 'keep' || known.has(stepOf(entry))) continue
    const what = `the schedules have changed since the plan was made: it would now be ${said[entry.action]}. Plan again.`
    throw new ScheduleError({ code: 'OUT_OF_DATE', ...api.subjectOf(subjectIn(entry)), what })
  }
  return fresh
}

/** The spec or the schedule that an entry is about. */
export function subjectIn<W, S>(entry: PlanEntry<W, S>): W | S {
  return entry.action === 'cancel' ? entry.schedule : entry.spec
}

const said = { create: 'created', replace: 'replaced', cancel: 'cancelled' } as const
