import { durationMs, type FrequencyFacts, formatDuration, reportTypeFacts } from '@reportline/report-types'
import type { AnyReport } from './any-report.ts'
import type { Job } from './job.ts'
import type { LikelyReason } from './outcome.ts'

/** What is known besides the report itself. */
interface CancelledFacts {
  /** Whether a call of this account cancelled the report; undefined if the API has no such call. */
  readonly cancelledHere?: boolean | undefined
  /** An earlier request for the report type, if one is known. */
  readonly recent?: RecentRequest | undefined
}

/** The likely reason why a report was cancelled. */
export interface WhyCancelled {
  readonly likely: LikelyReason
  /** The evidence, and what else is possible. */
  readonly why: string
}

/** Returns the likely reason why a report was cancelled. A call can cancel a report only while it is queued. */
export function whyCancelled(report: AnyReport, { cancelledHere, recent }: CancelledFacts): WhyCancelled {
  if (cancelledHere) return { likely: 'by us', why: 'This account cancelled it with cancelReport.' }
  if (recent !== undefined) {
    const why =
      `${describeRecentRequest(recent)}. Use the earlier report, or request this one later. It is also possible that ` +
      'there is no data.'
    return { likely: 'too often', why }
  }
  if (report.processingStartTime !== undefined) {
    const why =
      'Amazon had started to process it, so it was not cancelled by a call. Usually there is no data for the window ' +
      'and the marketplaces. Amazon also cancels reports of some types that are requested too often.'
    return { likely: 'no data', why }
  }
  const byCall = cancelledHere === undefined ? '' : ', or a call cancelled it while it was queued'
  const why =
    'Amazon gives no reason. Either there is no data for the window and the marketplaces, or the type was requested ' +
    `too often${byCall}.`
  return { likely: 'unknown', why }
}

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
