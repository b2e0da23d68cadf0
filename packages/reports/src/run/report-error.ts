import type { AnyReport } from './any-report.ts'
import type { Job } from './job.ts'

/**
 * Why a run stopped.
 * - `OUTCOME_UNKNOWN`: it is unknown whether `createReport` created a report. `candidates` are the reports that it may
 *   have created; undefined if they could not be listed.
 * - `NOT_SAVED`: `save` failed, and the run stopped. `job` is the job that was not saved: save it.
 * - `DEADLINE`: the report was not finished at the deadline. Continue with `resume(job)`.
 * - `NOT_CREATED`: the job to resume finished without a report, because `createReport` was refused.
 * - `NO_DOCUMENT`: the report is done, but Amazon returned no document.
 */
export type ReportErrorCode = 'OUTCOME_UNKNOWN' | 'NOT_SAVED' | 'DEADLINE' | 'NOT_CREATED' | 'NO_DOCUMENT'

/** Options of the `ReportError` constructor. */
export interface ReportErrorParts {
  readonly code: ReportErrorCode
  /** What happened and what to do. */
  readonly what: string
  readonly job: Job
  readonly candidates?: readonly AnyReport[] | undefined
  readonly cause?: unknown
}

/**
 * Thrown when a run cannot continue. It contains the job, with which the run can be resumed.
 *
 * Other errors: a failed call throws a RequestError or AuthError, a failed document a DocumentError, and invalid input a
 * TypeError.
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
