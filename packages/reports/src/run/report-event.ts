import type { ValidationCode } from '@reportline/report-types'
import type { DownloadEvent } from '../download/document-source.ts'
import type { Job } from './job.ts'

/** An event of a run. It contains no credentials and nothing of a document. */
export type ReportEvent =
  /** The request has a problem, and is sent anyway. */
  | {
      readonly type: 'warning'
      readonly job: Job
      /** The code of the catalogue of report types, or that the ledger has a recent request for the same type. */
      readonly code: ValidationCode | 'REQUESTED_TOO_OFTEN'
      readonly reason: string
      readonly suggestion: string
    }
  /** The job has been saved. `createReport` is called next, and may wait for the rate limit. */
  | { readonly type: 'creating'; readonly job: Job }
  /** Amazon has returned a `reportId`. */
  | { readonly type: 'created'; readonly job: Job }
  /** It is unknown whether `createReport` created a report. The reports are listed. */
  | { readonly type: 'listing-candidates'; readonly job: Job }
  /**
   * It stays unknown which report `createReport` created, if any. Nothing is sent again. `candidates` is the number of
   * reports that it may have created, and `code` that of the error that lost the response.
   */
  | {
      readonly type: 'outcome-unknown'
      readonly job: Job
      readonly candidates: number
      readonly code: string | undefined
    }
  /** A report that was created although the response was lost now belongs to the job. */
  | { readonly type: 'adopted'; readonly job: Job }
  /** The report is polled again in `milliseconds`. `processingStatus` is that of the last poll. */
  | {
      readonly type: 'waiting'
      readonly job: Job
      readonly processingStatus: string | undefined
      readonly milliseconds: number
    }
  /** `getReport` failed after its retries. It is called again later. `code` is that of the error. */
  | { readonly type: 'poll-failed'; readonly job: Job; readonly code: string }
  /** The report is finished. */
  | { readonly type: 'finished'; readonly job: Job; readonly processingStatus: string }
  /** The reason of a fatal report could not be read from its document. */
  | { readonly type: 'reason-unreadable'; readonly job: Job; readonly code: string }
  | DownloadEvent

/** How many of the requested reports are done. */
export interface ProgressEvent {
  readonly type: 'progress'
  /** The number of reports. */
  readonly total: number
  /** How many have been requested, in this call or before. */
  readonly requested: number
  /** How many finished with an outcome. */
  readonly finished: number
  /** How many failed with an error. */
  readonly failed: number
}
