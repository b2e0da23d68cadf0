import type { Job } from './job.ts'
import type { AnyReport } from './report-api.ts'

/**
 * Why a run stopped.
 * - `OUTCOME_UNKNOWN`: it is not known whether `createReport` made a report. `candidates` are the reports that may be
 *   the one; undefined if they could not be looked up.
 * - `NOT_SAVED`: `save` failed; nothing was done after that. `job` is what it should have saved: keep it.
 * - `DEADLINE`: the report had not ended when the deadline came. `resume(job)` goes on.
 * - `NOT_CREATED`: the job to resume ended without a report, because `createReport` was refused.
 * - `NO_DOCUMENT`: Amazon says that the report is done, but gives no document.
 */
export type ReportErrorCode = 'OUTCOME_UNKNOWN' | 'NOT_SAVED' | 'DEADLINE' | 'NOT_CREATED' | 'NO_DOCUMENT'

/** What a ReportError is made of. */
export interface ReportErrorParts {
  readonly code: ReportErrorCode
  /** What happened and what to do. */
  readonly what: string
  readonly job: Job
  readonly candidates?: readonly AnyReport[] | undefined
  readonly cause?: unknown
}

/**
 * Thrown when a run cannot go on. Holds the job, with which it can be taken up again.
 *
 * Not in this family: what a single call fails with (RequestError, AuthError), what a document fails with
 * (DocumentError), and a caller's mistake (TypeError).
 */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  readonly code: ReportErrorCode
  readonly job: Job
  readonly candidates: readonly AnyReport[] | undefined

  constructor(parts: ReportErrorParts) {
    const { job } = parts
    const which = job.reportId === undefined ? job.reportType : `${job.reportType}, report ${job.reportId}`
    super(`${which}: ${parts.what}`, parts.cause === undefined ? undefined : { cause: parts.cause })
    this.code = parts.code
    this.job = job
    this.candidates = parts.candidates
  }
}
