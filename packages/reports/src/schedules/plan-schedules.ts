import { addPeriod } from './add-period.ts'
import { compareSchedule } from './compare-schedule.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import type { FirstReport, PlanEntry, PlannedSchedules, SkippedReports } from './schedule-plan.ts'

/** The input of {@link planSchedules}. */
export interface PlanInput<Spec, Schedule> {
  readonly specs: readonly Spec[]
  /** The existing schedules. */
  readonly existing: readonly Schedule[]
  /** Whether to cancel schedules that are not declared. */
  readonly prune: boolean
}

/**
 * Compares the declared schedules with the existing ones.
 *
 * @throws TypeError if the first report of a new schedule would be in the past.
 */
export function planSchedules<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  { specs, existing, prune }: PlanInput<Spec, S>,
  api: ScheduleApi<D, Spec, S, O, A>,
): O & PlannedSchedules<Spec, S> {
  const planner = createPlanner(api)
  const remaining = new Set(existing)
  const entries = specs.map((spec) => {
    const schedule = planner.findMatching(spec, remaining)
    if (schedule !== undefined) remaining.delete(schedule)
    return planner.entryFor(spec, schedule)
  })
  // If Amazon returns too little of a schedule to identify it, it may be a declared one. It is not cancelled.
  const cancelled = prune ? [...remaining].filter((schedule) => api.keyOf(schedule) !== undefined) : []
  for (const schedule of cancelled) {
    remaining.delete(schedule)
    entries.push({ action: 'cancel', schedule, skips: planner.skippedReports(schedule) })
  }
  return { ...api.owner, version: 1, plannedAt: planner.plannedAt, prune, entries, undeclared: [...remaining] }
}

/** Creates the functions of one planning. They all use the same current time. */
function createPlanner<D, Spec extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  api: ScheduleApi<D, Spec, S, O, A>,
) {
  const { instants, keyOf, periodOf } = api
  const now = api.clock.now()
  const plannedAt = instants.write(now)

  function findMatching(spec: Spec, schedules: Iterable<S>): S | undefined {
    const key = keyOf(spec)
    const sameKey = [...schedules].filter((schedule) => keyOf(schedule) === key)
    return sameKey.find((schedule) => compareSchedule(spec, schedule, now, api).length === 0) ?? sameKey[0]
  }

  function entryFor(spec: Spec, schedule: S | undefined): PlanEntry<Spec, S> {
    if (schedule === undefined) return { action: 'create', spec, firstReport: firstReportOf(spec) }
    const reasons = compareSchedule(spec, schedule, now, api)
    if (reasons.length === 0) return { action: 'keep', spec, schedule }
    const firstReport = firstReportOf(spec)
    const skips = skippedReports(schedule, spec, firstReport)
    return { action: 'replace', spec, schedule, reasons, firstReport, skips }
  }

  function firstReportOf(spec: Spec): FirstReport {
    const { reportType, nextReportCreationTime: time } = spec
    if (time === undefined) return { time: instants.write(addPeriod(now, periodOf(spec)) ?? now), assumed: true }
    if (instants.read(time) > now) return { time, assumed: false }
    throw new TypeError(
      `\`nextReportCreationTime\` of ${reportType} is in the past: ${time}. The current time is ${plannedAt}. Use a later ` +
        'time, or leave the field out.',
    )
  }

  /** A report covers the period before its creation. */
  function skippedReports(schedule: S, spec?: Spec, firstReport?: FirstReport): SkippedReports {
    const report = schedule.nextReportCreationTime
    if (report === undefined) return {}
    const coveredFrom = addPeriod(instants.read(report), periodOf(schedule), -1)
    if (coveredFrom === undefined || Number.isNaN(coveredFrom)) return { report }
    const from = instants.write(coveredFrom)
    if (spec === undefined || firstReport === undefined) return { report, uncovered: { from } }
    const coveredAgainFrom = addPeriod(instants.read(firstReport.time), periodOf(spec), -1) ?? coveredFrom
    if (coveredAgainFrom <= coveredFrom) return { report }
    return { report, uncovered: { from, to: instants.write(coveredAgainFrom) } }
  }

  return { plannedAt, findMatching, entryFor, skippedReports }
}
