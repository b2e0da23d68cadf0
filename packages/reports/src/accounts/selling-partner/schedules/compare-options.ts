import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { ScheduleSpec } from './schedule-declaration.ts'

/** Describes the differences between a spec and the schedule with the same report type and marketplaces, except the time. */
export function differences(spec: ScheduleSpec, schedule: ReportSchedule): string[] {
  const reasons = spec.period === schedule.period ? [] : [`period is ${schedule.period}, not ${spec.period}`]
  return [...reasons, ...compareOptions(spec.reportOptions ?? {}, schedule.reportOptions ?? {})]
}

function compareOptions(
  expected: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort()
  return names
    .filter((name) => expected[name] !== actual[name])
    .map((name) => `reportOptions.${name} is ${format(actual[name])}, not ${format(expected[name])}`)
}

function format(value: string | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}
