import type { ReportDocument } from '@reportline/documents'
import type { RequestError } from '@reportline/request'
import type { AnyReport } from './any-report.ts'
import type { Job } from './job.ts'

/** The result of a request. `R` is the report type of the API, `D` the document of the report type. */
export type Outcome<R extends AnyReport = AnyReport, D = ReportDocument> =
  | DoneOutcome<R, D>
  | CancelledOutcome<R>
  | FatalOutcome<R>
  | UnknownOutcome<R>

/** The report is done and has a document. */
export interface DoneOutcome<R extends AnyReport = AnyReport, D = ReportDocument> {
  readonly status: 'done'
  readonly job: Job
  readonly report: R
  readonly document: D
}

/** Amazon cancelled the report and gives no reason. */
export interface CancelledOutcome<R extends AnyReport = AnyReport> {
  readonly status: 'cancelled'
  readonly job: Job
  readonly report: R
  /** The likely reason. */
  readonly likely: LikelyReason
  /** The evidence, and what else is possible. */
  readonly why: string
}

/**
 * Why a report was probably cancelled: there is no data; Amazon creates reports of the type less often (known only with a
 * ledger); this account cancelled it, in this process. `unknown` if no reason is more likely than the others.
 */
export type LikelyReason = 'no data' | 'too often' | 'by us' | 'unknown'

/** Amazon failed to create the report. */
export interface FatalOutcome<R extends AnyReport = AnyReport> {
  readonly status: 'fatal'
  readonly job: Job
  readonly report: R
  /** The reason in the document of the report, if it can be read; at most 2,000 characters. */
  readonly reason?: string | undefined
  /** The document of the report. */
  readonly document?: ReportDocument | undefined
}

/**
 * The response of `createReport` was lost, so it is unknown whether a report was created. Check the candidates: pass one
 * to `adopt(job, reportId)` and the result to `resume`. If none of them is yours, request the report again with `run`.
 */
export interface UnknownOutcome<R extends AnyReport = AnyReport> {
  readonly status: 'unknown'
  readonly job: Job
  /**
   * Listed reports with the type, marketplaces and window of the request, created since. Amazon returns neither the
   * options of a report nor who requested it, so even a single candidate may be that of another request. A report that
   * was just created may not be listed yet.
   */
  readonly candidates: readonly R[]
  /** How the response was lost. Undefined if the job was resumed. */
  readonly cause?: RequestError | undefined
}
