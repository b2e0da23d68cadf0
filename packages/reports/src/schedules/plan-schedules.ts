import { addPeriod } from './add-period.ts'
import { compareSchedule } from './compare-schedule.ts'
import type { AnySchedule, AnySpec, ScheduleApi, Subject } from './schedule-api.ts'
import type { FirstReport, PlanEntry, PlannedSchedules, Skipped } from './schedule-plan.ts'

/** What a plan is made of. */
export interface Planning<W, S> {
  readonly specs: readonly W[]
  /** The schedules that there are. */
  readonly actual: readonly S[]
  readonly prune: boolean
}

/**
 * Compares the schedules that are expected for with those that are there.
 *
 * @throws TypeError when a schedule would have to begin at a time that has passed.
 */
export function planSchedules<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  { specs, actual, prune }: Planning<W, S>,
  api: ScheduleApi<D, W, S, O, A>,
): O & PlannedSchedules<W, S> {
  const planner = plannerOf(api)
  const left = new Set(actual)
  const entries = specs.map((spec) => {
    const schedule = planner.matching(spec, left)
    if (schedule !== undefined) left.delete(schedule)
    return planner.entryOf(spec, schedule)
  })
  // Where Amazon does not tell enough of a schedule, it may be a declared one.
  const cancelled = prune ? [...left].filter((schedule) => api.keyOf(schedule) !== undefined) : []
  for (const schedule of cancelled) {
    left.delete(schedule)
    entries.push({ action: 'cancel', schedule, skips: planner.skippedBy(schedule) })
  }
  return { ...api.owner, version: 1, plannedAt: planner.plannedAt, prune, entries, undeclared: [...left] }
}

/** The steps of one planning, which all happen at one instant. */
function plannerOf<D, W extends AnySpec, S extends AnySchedule, O extends object, A extends Subject>(
  api: ScheduleApi<D, W, S, O, A>,
) {
  const { instants, keyOf, periodOf } = api
  const now = api.clock.now()
  const plannedAt = instants.write(now)

  function matching(spec: W, schedules: Iterable<S>): S | undefined {
    const key = keyOf(spec)
    const same = [...schedules].filter((schedule) => keyOf(schedule) === key)
    return same.find((schedule) => compareSchedule(spec, schedule, now, api).length === 0) ?? same[0]
  }

  function entryOf(spec: W, schedule: S | undefined): PlanEntry<W, S> {
    if (schedule === undefined) return { action: 'create', spec, firstReport: firstReport(spec) }
    const reasons = compareSchedule(spec, schedule, now, api)
    if (reasons.length === 0) return { action: 'keep', spec, schedule }
    const first = firstReport(spec)
    return { action: 'replace', spec, schedule, reasons, firstReport: first, skips: skippedBy(schedule, spec, first) }
  }

  function firstReport(spec: W): FirstReport {
    const { reportType, nextReportCreationTime: time } = spec
    if (time === undefined) return { time: instants.write(addPeriod(now, periodOf(spec)) ?? now), assumed: true }
    if (instants.read(time) > now) return { time, assumed: false }
    throw new TypeError(
      `nextReportCreationTime of ${reportType} is ${time}, which has passed (it is ${plannedAt}): ` +
        'say a later time, or leave it out',
    )
  }

  /** A report covers the period before its creation. */
  function skippedBy(schedule: S, spec?: W, first?: FirstReport): Skipped {
    const report = schedule.nextReportCreationTime
    if (report === undefined) return {}
    const covered = addPeriod(instants.read(report), periodOf(schedule), -1)
    if (covered === undefined || Number.isNaN(covered)) return { report }
    const from = instants.write(covered)
    if (spec === undefined || first === undefined) return { report, uncovered: { from } }
    const begins = addPeriod(instants.read(first.time), periodOf(spec), -1) ?? covered
    return begins > covered ? { report, uncovered: { from, to: instants.write(begins) } } : { report }
  }

  return { plannedAt, matching, entryOf, skippedBy }
}
