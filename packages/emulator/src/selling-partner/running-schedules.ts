import type { World } from '../define-service.ts'
import type { ReportMaker } from '../reports/report-maker.ts'
import { timestamp } from '../reports/timestamp.ts'
import { occurrence, type Period, readPeriod } from './period.ts'
import type { ReportSchedule } from './schedules.ts'

interface Running {
  readonly schedule: ReportSchedule
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
export class RunningSchedules {
  readonly #schedules = new Map<string, Running>()
  readonly #world: World
  readonly #maker: ReportMaker
  readonly #retention: number

  /** @param retention How long a report is kept, in milliseconds: nobody will see a report that is older. */
  constructor(world: World, maker: ReportMaker, retention: number) {
    this.#world = world
    this.#maker = maker
    this.#retention = retention
  }

  /** In the order in which they came. */
  list(): ReportSchedule[] {
    return [...this.#schedules.values()].map(({ schedule }) => schedule)
  }

  find(reportScheduleId: string): ReportSchedule | undefined {
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
  start(schedule: ReportSchedule, first: { readonly at: number } | { readonly periodAfter: number }): void {
    const period = readPeriod(schedule.period)
    const anchor = 'at' in first ? first.at : first.periodAfter
    this.#plan(schedule, { anchor: Math.floor(anchor / 1000) * 1000, period }, 'at' in first ? 0 : 1)
  }

  /**
   * Keeps a schedule as it is, until its next report is due; then it runs. One whose next report is not to come, or that
   * names no marketplaces, stays as it is for good.
   */
  keep(schedule: ReportSchedule): void {
    const { reportScheduleId, period, marketplaceIds = [], nextReportCreationTime = '' } = schedule
    const anchor = Date.parse(nextReportCreationTime)
    const runs = anchor > this.#world.clock.now() && marketplaceIds.length > 0
    const rhythm = { anchor, period: readPeriod(period) }
    const stop = runs ? this.#world.agenda.add(anchor, (at) => this.#fire(schedule, rhythm, 0, at)) : () => {}
    this.#schedules.get(reportScheduleId)?.stop()
    this.#schedules.set(reportScheduleId, { schedule, stop })
  }

  #plan(schedule: ReportSchedule, rhythm: Rhythm, count: number): void {
    const next = occurrence(rhythm.anchor, rhythm.period, count)
    const planned = { ...schedule, nextReportCreationTime: timestamp(next) }
    const stop = this.#world.agenda.add(next, (at) => this.#fire(planned, rhythm, count, at))
    this.#schedules.get(schedule.reportScheduleId)?.stop()
    this.#schedules.set(schedule.reportScheduleId, { schedule: planned, stop })
  }

  /** The clock may have been moved by years: reports that would be forgotten by now are not made. */
  #fire(schedule: ReportSchedule, rhythm: Rhythm, count: number, at: number): void {
    const oldest = this.#world.clock.now() - this.#retention
    if (at > oldest) {
      this.#make(schedule, { from: occurrence(rhythm.anchor, rhythm.period, count - 1), to: at })
      this.#plan(schedule, rhythm, count + 1)
      return
    }
    let next = count + 1
    while (occurrence(rhythm.anchor, rhythm.period, next) <= oldest) next += 1
    this.#plan(schedule, rhythm, next)
  }

  #make(schedule: ReportSchedule, window: { readonly from: number; readonly to: number }): void {
    const { reportScheduleId, reportType, marketplaceIds = [], reportOptions } = schedule
    const wanted = {
      reportScheduleId,
      reportType,
      marketplaceIds,
      dataStartTime: timestamp(window.from),
      dataEndTime: timestamp(window.to),
      ...(reportOptions === undefined ? {} : { reportOptions }),
    }
    this.#maker.make(wanted, window.to)
  }
}
