import { parseIsoInstant } from '@reportline/report-types'
import type { CallOptions } from '@reportline/request'
import type { DocumentAddress } from '../download/document-source.ts'
import type { AnyReport, ApiName } from './any-report.ts'
import type { Job } from './job.ts'
import type { WhyCancelled } from './why-cancelled.ts'

/** Which reports to list. */
export interface ReportQuery {
  /** At least one, without an upper limit. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these. */
  readonly marketplaceIds?: readonly string[] | undefined
  /** Only reports created at this time or later. Limited to the earliest time that the API accepts. */
  readonly createdSince: Date
  readonly processingStatuses?: readonly string[] | undefined
}

/** How a report was finished. */
export type ReportEnding = 'done' | 'cancelled' | 'fatal'

/** The operations of one API that a run needs, for one account. */
export interface ReportApi<R extends AnyReport = AnyReport> {
  readonly api: ApiName
  /**
   * Requests the report of a job. Sends at most one request that can create a report. Must pass `call.beforeAttempt` on:
   * the run saves in it that the request is sent.
   *
   * @returns The `reportId`.
   * @throws RequestError whose `outcomeUnknown` says whether a report may have been created all the same.
   */
  create(job: Job, call: CallOptions): Promise<string>
  get(reportId: string, call: CallOptions): Promise<R>
  /** Lists all pages of reports, in as many calls as the filters need. A report may be repeated across calls. */
  list(query: ReportQuery, call: CallOptions): AsyncIterable<R>
  /** Returns how a report was finished; undefined for an unfinished one and for an unknown status. */
  ending(report: R): ReportEnding | undefined
  /** Whether this account has cancelled a report. Undefined if the API has no such call. */
  readonly cancelledHere?: ((reportId: string) => boolean) | undefined
  /** Returns why a report was cancelled, if the documents of the API say so. Defaults to the likely reason. */
  whyCancelled?(report: R): WhyCancelled
  /** The statuses of finished reports, as `list` accepts them. */
  readonly finished: readonly string[]
  /** Whether a report can be the one that a job requested. Missing fields of the report do not exclude it. */
  mayBe(report: R, job: Job): boolean
  /** Requests a new download address of a document. */
  locate(reportDocumentId: string, reportType: string | undefined, signal: AbortSignal): Promise<DocumentAddress>
  /** How long an address is valid. Milliseconds. */
  readonly addressLifetime: number
}

/** Maximum number of values that one filter of `getReports` accepts: report types as well as marketplaces. */
export const filterLimit = 10

/** Amazon's clock may be this far behind ours. Milliseconds; assumed. */
export const clockSkewMs = 60_000

/** Splits values into lists that fit into one filter of `getReports` each. */
export function filterChunks(values: readonly string[]): string[][] {
  const chunks: string[][] = []
  for (let start = 0; start < values.length; start += filterLimit) chunks.push(values.slice(start, start + filterLimit))
  return chunks
}

/**
 * Whether a time of a report can be the requested one. Compares whole seconds, because responses may omit fractions. A time
 * that was not requested was chosen by Amazon, and a time that is missing from the report does not exclude it.
 */
export function sameInstant(instant: string | undefined, requested: string | undefined): boolean {
  if (instant === undefined || requested === undefined) return true
  return Math.floor(parseIsoInstant(instant) / 1000) === Math.floor(parseIsoInstant(requested) / 1000)
}

/** Whether a report can cover exactly the requested marketplaces. Missing marketplaces do not exclude it. */
export function sameMarketplaces(ids: readonly string[] | undefined, requested: readonly string[]): boolean {
  return ids === undefined || (ids.length === requested.length && requested.every((id) => ids.includes(id)))
}
