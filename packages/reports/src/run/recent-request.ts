import { durationMs, type FrequencyFacts, formatDuration, reportTypeFacts } from '@reportline/report-types'
import type { Job } from './job.ts'

/** An earlier request for a report type that Amazon generates less often than it was requested. */
export interface RecentRequest {
  readonly frequency: FrequencyFacts
  /** How long before the job the report type was requested. Milliseconds. */
  readonly ago: number
}

/**
 * Finds an earlier request that makes Amazon likely to cancel the report of a job, by the catalogue of report types.
 *
 * @param lastRequested Returns when the report type was last requested before the job, in milliseconds since 1970. Only
 * called for types that Amazon limits.
 */
export async function recentRequest(
  job: Job,
  lastRequested: () => Promise<number | undefined>,
): Promise<RecentRequest | undefined> {
  const frequency = reportTypeFacts(job.reportType)?.frequency
  if (frequency === undefined) return undefined
  const last = await lastRequested()
  if (last === undefined) return undefined
  const ago = Date.parse(job.requestedAt) - last
  return ago >= minIntervalMs(frequency) ? undefined : { frequency, ago }
}

/** Describes a recent request in a sentence without its full stop. */
export function describeRecentRequest({ frequency: { maxReports, interval }, ago }: RecentRequest): string {
  const minutes = Math.floor(ago / 60_000)
  const limit = `${maxReports} ${maxReports === 1 ? 'report' : 'reports'} of this type in ${formatDuration(interval)}`
  return `Amazon creates at most ${limit}, and the last one was requested ${minutes} minutes earlier`
}

/** Minimum time between two requests. Milliseconds. */
function minIntervalMs({ maxReports, interval }: FrequencyFacts): number {
  return durationMs(interval) / maxReports
}
