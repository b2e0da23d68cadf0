import type { ReportDocument } from '@reportline/documents'
import type { RequestError } from '@reportline/request'
import type { Job } from './job.ts'
import type { AnyReport } from './report-api.ts'

/** What became of a wish for a report. `R` is what a report of the API tells, `D` the document of its type. */
export type Outcome<R extends AnyReport = AnyReport, D = ReportDocument> =
  | DoneOutcome<R, D>
  | CancelledOutcome<R>
  | FatalOutcome<R>
  | UnknownOutcome<R>

/** There is a document. */
export interface DoneOutcome<R extends AnyReport = AnyReport, D = ReportDocument> {
  readonly status: 'done'
  readonly job: Job
  readonly report: R
  readonly document: D
}

/** Amazon cancelled the report, and does not say why. */
export interface CancelledOutcome<R extends AnyReport = AnyReport> {
  readonly status: 'cancelled'
  readonly job: Job
  readonly report: R
  /** What is likely, where anything is. */
  readonly likely: LikelyReason
  /** What speaks for it, and what else is possible. */
  readonly why: string
}

/**
 * Why a report was probably cancelled: there is no data; Amazon makes reports of the type less often (known only with a
 * ledger); this account cancelled it, in this process. `unknown` where nothing speaks for one reason more than for
 * another.
 */
export type LikelyReason = 'no data' | 'too often' | 'by us' | 'unknown'

/** Amazon failed to make the report. */
export interface FatalOutcome<R extends AnyReport = AnyReport> {
  readonly status: 'fatal'
  readonly job: Job
  readonly report: R
  /** What the report's document says about it, where there is one and it could be read; at most 2,000 characters. */
  readonly reason?: string
  /** That document. */
  readonly document?: ReportDocument
}

/**
 * It is not known whether `createReport` made a report: the connection was lost before an answer came. Nothing was sent
 * again. Look at the candidates: `adopt(job, reportId)` and `resume` go on with one of them; where none is yours, `run`
 * asks anew.
 */
export interface UnknownOutcome<R extends AnyReport = AnyReport> {
  readonly status: 'unknown'
  readonly job: Job
  /**
   * Reports that may be the one: same type, marketplaces and window, created since. A report does not tell its options
   * or who asked for it, so even a single candidate may be another's, and one that was just made may not be listed yet.
   */
  readonly candidates: readonly R[]
  /** How the answer was lost. Absent where the job was taken up again. */
  readonly cause?: RequestError
}
