import type { ValidationCode } from '@reportline/report-types'
import type { Job } from './job.ts'

/** What a run is doing. Nothing in it is secret, and nothing in it is of a document's contents. */
export type ReportEvent =
  /** The catalogue of report types has something against the request, which is sent all the same. */
  | {
      readonly type: 'warning'
      readonly job: Job
      /** The catalogue's; or, where a ledger knows of another report of the type, that it is one too many. */
      readonly code: ValidationCode | 'REQUESTED_TOO_OFTEN'
      readonly reason: string
      readonly suggestion: string
    }
  /** The job has been saved; `createReport` is sent next. */
  | { readonly type: 'creating'; readonly job: Job }
  /** Amazon has given a `reportId`. */
  | { readonly type: 'created'; readonly job: Job }
  /** It is not known whether `createReport` made a report; `getReports` is asked. */
  | { readonly type: 'listing-candidates'; readonly job: Job }
  /** A report that was made though its answer was lost is taken for the job's. */
  | { readonly type: 'adopted'; readonly job: Job }
  /** The report is looked at again in `milliseconds`; `processingStatus` is what it was last seen with. */
  | {
      readonly type: 'waiting'
      readonly job: Job
      readonly processingStatus: string | undefined
      readonly milliseconds: number
    }
  /** `getReport` failed, also when tried again; the waiting goes on. `code` is the error's. */
  | { readonly type: 'poll-failed'; readonly job: Job; readonly code: string }
  /** The report has ended. */
  | { readonly type: 'finished'; readonly job: Job; readonly processingStatus: string }
  /** The reason of a fatal report could not be read from its document. */
  | { readonly type: 'reason-unreadable'; readonly job: Job; readonly code: string }
  /** A document is about to be downloaded. */
  | { readonly type: 'download'; readonly reportDocumentId: string; readonly attempt: number }
  /** Its first bytes are there. */
  | {
      readonly type: 'document'
      readonly reportDocumentId: string
      readonly contentType: string | undefined
      readonly compressed: boolean
    }
