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
