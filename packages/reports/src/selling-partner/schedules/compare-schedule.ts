import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { ScheduleWish } from './schedule-declaration.ts'

/**
 * What differs between a wish and the schedule of the same report type and marketplaces, in words; nothing if it is as
 * wished. A `nextReportCreationTime` counts only where one is wished for, has not passed, and Amazon tells the
 * schedule's.
 */
export function compareSchedule(wish: ScheduleWish, schedule: ReportSchedule, now: number): string[] {
  const reasons: string[] = []
  if (wish.period !== schedule.period) reasons.push(`period is ${schedule.period}, not ${wish.period}`)
  reasons.push(...compareOptions(wish.reportOptions ?? {}, schedule.reportOptions ?? {}))
  const wished = wish.nextReportCreationTime
  const actual = schedule.nextReportCreationTime
  if (wished !== undefined && actual !== undefined && Date.parse(wished) > now && second(wished) !== second(actual)) {
    reasons.push(`nextReportCreationTime is ${actual}, not ${wished}`)
  }
  return reasons
}

function compareOptions(wished: Readonly<Record<string, string>>, actual: Readonly<Record<string, string>>): string[] {
  const names = [...new Set([...Object.keys(wished), ...Object.keys(actual)])].sort()
  return names
    .filter((name) => wished[name] !== actual[name])
    .map((name) => `reportOptions.${name} is ${shown(actual[name])}, not ${shown(wished[name])}`)
}

function shown(value: string | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}

/** Answers may leave out what is below a second. */
function second(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000)
}
