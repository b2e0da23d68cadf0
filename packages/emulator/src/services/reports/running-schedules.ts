import type { EmulatorState } from '../../state/emulator-state.ts'
import { occurrence, type Period, parsePeriod } from './period.ts'

/** What differs between the schedules of the APIs. */
export interface ScheduleRules<Schedule> {
  /** How long a report is kept. Reports that would already have been deleted are not created. */
  readonly retentionMs: number
  /** Returns the schedule's period as an ISO 8601 duration. */
  periodOf(schedule: Schedule): string
  /** Returns the schedule with the time of its next report, in milliseconds since 1970-01-01 UTC. */
  withNextTime(schedule: Schedule, next: number): Schedule
  /** Creates the report that is due. It covers the period that ends when it is created. */
  createReport(schedule: Schedule, period: { readonly from: number; readonly to: number }): void
}

interface RunningSchedule<Schedule> {
  readonly schedule: Schedule
  /** Cancels the next report. */
  stop(): void
}

/** The instants at which a schedule creates reports. */
interface Timetable {
  /** The instant from which periods are counted, in milliseconds since 1970-01-01 UTC. */
  readonly anchor: number
  readonly period: Period
}

/** Report schedules that create reports when they are due. */
export class RunningSchedules<Schedule extends { readonly reportScheduleId: string }> {
  readonly #schedules = new Map<string, RunningSchedule<Schedule>>()
  readonly #state: EmulatorState
  readonly #rules: ScheduleRules<Schedule>

  constructor(state: EmulatorState, rules: ScheduleRules<Schedule>) {
    this.#state = state
    this.#rules = rules
  }

  /** Returns the schedules in the order in which they were added. */
  list(): Schedule[] {
    return [...this.#schedules.values()].map(({ schedule }) => schedule)
  }

  find(reportScheduleId: string): Schedule | undefined {
    return this.#schedules.get(reportScheduleId)?.schedule
  }

  /** @returns Whether the schedule existed. */
  cancel(reportScheduleId: string): boolean {
    this.#schedules.get(reportScheduleId)?.stop()
    return this.#schedules.delete(reportScheduleId)
  }

  /**
   * Starts a schedule.
   *
   * @param first When the first report is due: `at` an instant, or one period after the instant `periodAfter`. Both are
   *   milliseconds since 1970-01-01 UTC.
   */
  start(schedule: Schedule, first: { readonly at: number } | { readonly periodAfter: number }): void {
    const period = parsePeriod(this.#rules.periodOf(schedule))
    const anchor = 'at' in first ? first.at : first.periodAfter
    this.#plan(schedule, { anchor: Math.floor(anchor / 1000) * 1000, period }, 'at' in first ? 0 : 1)
  }

  /**
   * Adds a schedule that stays unchanged until its next report is due. From then on it runs. If its next report is not in
   * the future, it never runs.
   *
   * @param anchor When the next report is due, in milliseconds since 1970-01-01 UTC. NaN for never.
   */
  addFixture(schedule: Schedule, anchor: number): void {
    const { reportScheduleId } = schedule
    const timetable = { anchor, period: parsePeriod(this.#rules.periodOf(schedule)) }
    const runs = anchor > this.#state.clock.now()
    const run = (at: number): void => this.#run(schedule, timetable, 0, at)
    const stop = runs ? this.#state.scheduler.schedule(anchor, run) : () => {}
    this.#schedules.get(reportScheduleId)?.stop()
    this.#schedules.set(reportScheduleId, { schedule, stop })
  }

  #plan(schedule: Schedule, timetable: Timetable, count: number): void {
    const next = occurrence(timetable.anchor, timetable.period, count)
    const planned = this.#rules.withNextTime(schedule, next)
    const stop = this.#state.scheduler.schedule(next, (at) => this.#run(planned, timetable, count, at))
    this.#schedules.get(schedule.reportScheduleId)?.stop()
    this.#schedules.set(schedule.reportScheduleId, { schedule: planned, stop })
  }

  /** Skips reports that would already have been deleted, because the clock may have moved by years. */
  #run(schedule: Schedule, timetable: Timetable, count: number, at: number): void {
    const oldestKept = this.#state.clock.now() - this.#rules.retentionMs
    if (at > oldestKept) {
      this.#rules.createReport(schedule, { from: occurrence(timetable.anchor, timetable.period, count - 1), to: at })
      this.#plan(schedule, timetable, count + 1)
      return
    }
    this.#plan(schedule, timetable, firstCountAfter(timetable, count, oldestKept))
  }
}

/** Returns the first count above `count` whose instant is after another one, by doubling and then halving the distance. */
function firstCountAfter({ anchor, period }: Timetable, count: number, instant: number): number {
  const isAfter = (candidate: number): boolean => occurrence(anchor, period, candidate) > instant
  let distance = 1
  while (!isAfter(count + distance)) distance *= 2
  let before = count + Math.floor(distance / 2)
  let after = count + distance
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isAfter(middle)) after = middle
    else before = middle
  }
  return after
}
