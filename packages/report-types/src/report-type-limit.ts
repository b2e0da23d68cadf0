import { reportTypeFacts } from './catalogue.ts'
import { durationMs } from './duration.ts'

/** A token bucket for the requests of one report type. It applies in addition to the limits of the operations. */
export interface ReportTypeLimit {
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  readonly burst: number
}

/**
 * Returns the rate limit of a report type, as a token bucket per selling partner.
 *
 * @returns Undefined if no source gives a limit for this report type.
 */
export function reportTypeLimit(reportType: string): ReportTypeLimit | undefined {
  const frequency = reportTypeFacts(reportType)?.frequency
  if (frequency === undefined) return undefined
  const { maxReports, interval } = frequency
  return { name: reportType, rate: maxReports / (durationMs(interval) / 1000), burst: maxReports }
}
