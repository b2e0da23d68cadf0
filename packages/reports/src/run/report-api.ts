import { parseIsoInstant } from '@reportline/report-types'
import type { ApiError, CallOptions } from '@reportline/request'
import type { DownloadUrl } from '../download/document-source.ts'
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
  /**
   * Called with each report type that Amazon refuses to list, if there are several. The others are listed. By default,
   * `list` throws a ReportTypesError after it has listed the others.
   */
  readonly onRefused?: ((refused: RefusedType) => void) | undefined
}

/** A report type that Amazon refuses to list, and why. */
export interface RefusedType {
  readonly reportType: string
  readonly error: ApiError
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
  /**
   * Whether a report can be the one that a job requested: `yes`, `no`, or `perhaps` if its window differs only as much as
   * Amazon may round it. Missing fields of the report do not exclude it.
   */
  mayBe(report: R, job: Job): Match
  /** Requests a new download address of a document. */
  locate(reportDocumentId: string, reportType: string | undefined, signal: AbortSignal): Promise<DownloadUrl>
  /** How long an address is valid. Milliseconds. */
  readonly urlLifetime: number
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

/** Whether a report can be the one that a job requested. */
export type Match = 'yes' | 'perhaps' | 'no'

/** The start and the end of a data window, as a report or a job has them. */
export type WindowEnds = readonly [start: string | undefined, end: string | undefined]

/**
 * Amazon may move an end of a window by less than this when it repeats it, for example to midnight or to another time zone.
 * Windows of two successive days differ by as much. Milliseconds; assumed, since no source says how windows are rounded.
 */
const maxRoundingMs = 24 * 3_600_000

/**
 * Compares the data window of a report with the requested one. Whole seconds are the same, because responses may omit
 * fractions. An end that was not requested was chosen by Amazon, and one that is missing from the report does not exclude
 * it.
 */
export function compareWindows(window: WindowEnds, requested: WindowEnds): Match {
  const matches = window.map((instant, index) => compareInstants(instant, requested[index]))
  if (matches.includes('no')) return 'no'
  return matches.includes('perhaps') ? 'perhaps' : 'yes'
}

function compareInstants(instant: string | undefined, requested: string | undefined): Match {
  if (instant === undefined || requested === undefined) return 'yes'
  const [listed, sent] = [instant, requested].map((text) => Math.floor(parseIsoInstant(text) / 1000))
  if (listed === sent) return 'yes'
  const difference = Math.abs(parseIsoInstant(instant) - parseIsoInstant(requested))
  // An instant that cannot be read excludes nothing.
  return difference >= maxRoundingMs ? 'no' : 'perhaps'
}

/** Whether a report can cover exactly the requested marketplaces. Missing marketplaces do not exclude it. */
export function sameMarketplaces(ids: readonly string[] | undefined, requested: readonly string[]): boolean {
  return ids === undefined || (ids.length === requested.length && requested.every((id) => ids.includes(id)))
}
