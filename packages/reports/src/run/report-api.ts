import type { CallOptions } from '@reportline/request'
import type { DocumentAddress } from '../download/document-source.ts'
import type { Job } from './job.ts'
import type { WhyCancelled } from './why-cancelled.ts'

/** The APIs that reports are asked of. */
export type ApiName = 'selling-partner' | 'business' | 'pay'

/** What a report tells in every API; each API's own type tells it more exactly. */
export interface AnyReport {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: string
  readonly createdTime?: string
  readonly processingStartTime?: string
  readonly processingEndTime?: string
  readonly reportDocumentId?: string
  /** There if a schedule made the report. */
  readonly reportScheduleId?: string
  readonly marketplaceIds?: readonly string[]
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  /** What Amazon Pay calls `dataStartTime`. */
  readonly startTime?: string
  /** What Amazon Pay calls `dataEndTime`. */
  readonly endTime?: string
}

/** Which reports are listed. */
export interface ReportQuery {
  /** At least one; any number. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these. */
  readonly marketplaceIds?: readonly string[]
  /** Only reports created at this instant or later. Earlier than the API lists at all is taken for as early as it does. */
  readonly createdSince: Date
  readonly processingStatuses?: readonly string[]
}

/** How a report ended. */
export type ReportEnding = 'done' | 'cancelled' | 'fatal'

/** What a run asks of one API on behalf of one account. Whatever differs between the APIs lies behind this. */
export interface ReportApi<R extends AnyReport = AnyReport> {
  readonly api: ApiName
  /**
   * Asks for the report of a job. Sends one request at most that could make a report.
   *
   * @returns The report's identifier.
   * @throws RequestError whose `outcomeUnknown` says whether a report may have been made all the same.
   */
  create(job: Job, call: CallOptions): Promise<string>
  /** Whether {@link noteSending} is told of the calls of `create`. */
  readonly tellsSending?: boolean
  get(reportId: string, call: CallOptions): Promise<R>
  /**
   * Lists reports, all pages, in as many calls as the API's filters need. Where it takes several calls a report may come
   * more than once.
   */
  list(query: ReportQuery, call: CallOptions): AsyncIterable<R>
  /** How a report ended; undefined while it is on the way, and for a status that is not known. */
  ending(report: R): ReportEnding | undefined
  /** Whether this account has cancelled a report. Left out where the API cannot. */
  readonly cancelledHere?: (reportId: string) => boolean
  /** Why a report was cancelled, where the API's own documents say it. Default: what is likely. */
  whyCancelled?(report: R): WhyCancelled
  /** The statuses of finished reports, as `list` takes them. */
  readonly finished: readonly string[]
  /** Whether a report may be the one that a job asked for. What a report does not tell cannot exclude it. */
  mayBe(report: R, job: Job): boolean
  /** Asks for a fresh address of a document; the report type, where it is known, tells how. */
  locate(reportDocumentId: string, reportType: string | undefined, signal: AbortSignal): Promise<DocumentAddress>
  /** For how long an address works. Milliseconds. */
  readonly addressLifetime: number
}
