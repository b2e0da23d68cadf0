import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { Region } from '../marketplaces.ts'
import { addPeriod } from './add-period.ts'
import { compareSchedule } from './compare-schedule.ts'
import { type ScheduleWish, scheduleKey } from './schedule-declaration.ts'
import type { FirstReport, ScheduleEntry, SchedulePlan, Skipped } from './schedule-plan.ts'

/** What a plan is made of. */
export interface Planning {
  readonly region: Region
  readonly wishes: readonly ScheduleWish[]
  /** The schedules of the wishes' types. */
  readonly actual: readonly ReportSchedule[]
  readonly prune: boolean
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

/**
 * Compares the schedules that are wished for with those that are there.
 *
 * @throws TypeError when a schedule would have to begin at a time that has passed.
 */
export function planSchedules({ region, wishes, actual, prune, now }: Planning): SchedulePlan {
  const left = new Set(actual)
  const entries: ScheduleEntry[] = wishes.map((wish) => {
    const schedule = matching(wish, left, now)
    if (schedule !== undefined) left.delete(schedule)
    return entryOf(wish, schedule, now)
  })
  // Where Amazon does not tell the marketplaces of a schedule, it may be a declared one.
  const cancelled = prune ? [...left].filter(({ marketplaceIds }) => marketplaceIds !== undefined) : []
  for (const schedule of cancelled) {
    left.delete(schedule)
    entries.push({ action: 'cancel', schedule, skips: skippedBy(schedule) })
  }
  return { version: 1, region, plannedAt: iso(now), prune, entries, undeclared: [...left] }
}

function matching(wish: ScheduleWish, schedules: Iterable<ReportSchedule>, now: number): ReportSchedule | undefined {
  const key = scheduleKey(wish.reportType, wish.marketplaceIds)
  const same = [...schedules].filter(({ reportType, marketplaceIds }) => {
    return marketplaceIds !== undefined && scheduleKey(reportType, marketplaceIds) === key
  })
  return same.find((schedule) => compareSchedule(wish, schedule, now).length === 0) ?? same[0]
}

function entryOf(wish: ScheduleWish, schedule: ReportSchedule | undefined, now: number): ScheduleEntry {
  if (schedule === undefined) return { action: 'create', wish, firstReport: firstReport(wish, now) }
  const reasons = compareSchedule(wish, schedule, now)
  if (reasons.length === 0) return { action: 'keep', wish, schedule }
  const first = firstReport(wish, now)
  return { action: 'replace', wish, schedule, reasons, firstReport: first, skips: skippedBy(schedule, wish, first) }
}

function firstReport({ reportType, nextReportCreationTime, period }: ScheduleWish, now: number): FirstReport {
  if (nextReportCreationTime === undefined) return { time: iso(addPeriod(now, period) ?? now), assumed: true }
  if (Date.parse(nextReportCreationTime) > now) return { time: nextReportCreationTime, assumed: false }
  throw new TypeError(
    `nextReportCreationTime of ${reportType} is ${nextReportCreationTime}, which has passed (it is ${iso(now)}): ` +
      'say a later time, or leave it out',
  )
}

/** A report covers the period before its creation. */
function skippedBy(schedule: ReportSchedule, wish?: ScheduleWish, first?: FirstReport): Skipped {
  const { nextReportCreationTime: report, period } = schedule
  if (report === undefined) return {}
  const covered = addPeriod(Date.parse(report), period, -1)
  if (covered === undefined || Number.isNaN(covered)) return { report }
  if (wish === undefined || first === undefined) return { report, uncovered: { from: iso(covered) } }
  const begins = addPeriod(Date.parse(first.time), wish.period, -1) ?? covered
  return begins > covered ? { report, uncovered: { from: iso(covered), to: iso(begins) } } : { report }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
