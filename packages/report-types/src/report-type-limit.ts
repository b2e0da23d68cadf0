import { reportTypeFacts } from './catalogue.ts'
import { milliseconds } from './windows/time-span.ts'

/** A bucket that the requests of one report type pass, beneath those of the operations. */
export interface ReportTypeLimit {
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  readonly burst: number
}

/**
 * How often a report of a type may be asked for, as a token bucket for one selling partner.
 *
 * @returns Undefined where no source says that the type has a clock of its own.
 */
export function reportTypeLimit(reportType: string): ReportTypeLimit | undefined {
  const clock = reportTypeFacts(reportType)?.clock
  if (clock === undefined) return undefined
  return { name: reportType, rate: clock.reports / (milliseconds(clock.per) / 1000), burst: clock.reports }
}
