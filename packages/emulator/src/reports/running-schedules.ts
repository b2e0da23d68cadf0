import type { World } from '../service/service-definition.ts'
import { occurrence, type Period, readPeriod } from './period.ts'

/** What differs between the schedules of the APIs. */
export interface ScheduleRules<Schedule> {
  /** How long a report is kept, in milliseconds: nobody will see a report that is older. */
  readonly retention: number
  /** The schedule's rhythm, as an ISO 8601 duration. */
  periodOf(schedule: Schedule): string
  /** The same schedule, with its next report at another instant. */
  planned(schedule: Schedule, next: number): Schedule
  /** Creates the report of a schedule whose time has come, about the period that ends then. */
  make(schedule: Schedule, window: { readonly from: number; readonly to: number }): void
}

interface Running<Schedule> {
  readonly schedule: Schedule
  /** Takes the next report off the agenda. */
  stop(): void
}

/** From which instant a schedule counts its periods. */
interface Rhythm {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly anchor: number
  readonly period: Period
}

/** Report schedules that create their reports when their time comes. */
export class RunningSchedules<Schedule extends { readonly reportScheduleId: string }> {
  readonly #schedules = new Map<string, Running<Schedule>>()
  readonly #world: World
  readonly #rules: ScheduleRules<Schedule>

  constructor(world: World, rules: ScheduleRules<Schedule>) {
    this.#world = world
    this.#rules = rules
  }

  /** In the order in which they came. */
  list(): Schedule[] {
    return [...this.#schedules.values()].map(({ schedule }) => schedule)
  }

  find(reportScheduleId: string): Schedule | undefined {
    return this.#schedules.get(reportScheduleId)?.schedule
  }

  /** @returns Whether there was such a schedule. */
  cancel(reportScheduleId: string): boolean {
    this.#schedules.get(reportScheduleId)?.stop()
    return this.#schedules.delete(reportScheduleId)
  }

  /**
   * Runs a schedule whose next report is due at an instant, or one period after another instant.
   *
   * @param first `{at}` or `{periodAfter}`, in milliseconds since 1970-01-01 UTC.
   */
  start(schedule: Schedule, first: { readonly at: number } | { readonly periodAfter: number }): void {
    const period = readPeriod(this.#rules.periodOf(schedule))
    const anchor = 'at' in first ? first.at : first.periodAfter
    this.#plan(schedule, { anchor: Math.floor(anchor / 1000) * 1000, period }, 'at' in first ? 0 : 1)
  }

  /**
   * Keeps a schedule as it is, until its next report is due; then it runs. One whose next report is not to come stays as
   * it is for good.
   *
   * @param anchor When the next report is due, in milliseconds since 1970-01-01 UTC; NaN for never.
   */
  keep(schedule: Schedule, anchor: number): void {
    const { reportScheduleId } = schedule
    const rhythm = { anchor, period: readPeriod(this.#rules.periodOf(schedule)) }
    const runs = anchor > this.#world.clock.now()
    const stop = runs ? this.#world.agenda.add(anchor, (at) => this.#fire(schedule, rhythm, 0, at)) : () => {}
    this.#schedules.get(reportScheduleId)?.stop()
    this.#schedules.set(reportScheduleId, { schedule, stop })
  }

  #plan(schedule: Schedule, rhythm: Rhythm, count: number): void {
    const next = occurrence(rhythm.anchor, rhythm.period, count)
    const planned = this.#rules.planned(schedule, next)
    const stop = this.#world.agenda.add(next, (at) => this.#fire(planned, rhythm, count, at))
    this.#schedules.get(schedule.reportScheduleId)?.stop()
    this.#schedules.set(schedule.reportScheduleId, { schedule: planned, stop })
  }

  /** The clock may have been moved by years: reports that would be forgotten by now are not made. */
  #fire(schedule: Schedule, rhythm: Rhythm, count: number, at: number): void {
    const oldest = this.#world.clock.now() - this.#rules.retention
    if (at > oldest) {
      this.#rules.make(schedule, { from: occurrence(rhythm.anchor, rhythm.period, count - 1), to: at })
      this.#plan(schedule, rhythm, count + 1)
      return
    }
    let next = count + 1
    while (occurrence(rhythm.anchor, rhythm.period, next) <= oldest) next += 1
    this.#plan(schedule, rhythm, next)
  }
}
