import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { ScheduleWish } from './schedule-declaration.ts'

/** What differs between a wish and the schedule of the same report type and marketplaces, but for the time, in words. */
export function differences(wish: ScheduleWish, schedule: ReportSchedule): string[] {
  const reasons = wish.period === schedule.period ? [] : [`period is ${schedule.period}, not ${wish.period}`]
  return [...reasons, ...compareOptions(wish.reportOptions ?? {}, schedule.reportOptions ?? {})]
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
