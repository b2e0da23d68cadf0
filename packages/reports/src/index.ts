export type { Charset } from './document/charset.ts'
export { DocumentError, type DocumentErrorCode } from './document/document-error.ts'
export type { DownloadOptions, ReportDocument, TextOptions } from './document/report-document.ts'
export type { EngineEvent } from './engine/engine-event.ts'
export type { EngineRequest } from './engine/engine-request.ts'
export type { AskOptions, WorkOptions } from './engine/fulfil.ts'
export type { ManyOptions, ProgressEvent } from './engine/many.ts'
export type { ManyRequest } from './engine/plan-wishes.ts'
export {
  type ManyResult,
  type Reportline,
  type ReportlineOptions,
  type ResumedResult,
  reportline,
  type Wish,
} from './engine/reportline.ts'
export { adopt } from './job/adopt.ts'
export type { Job, JobFailure } from './job/job.ts'
export type {
  CancelledOutcome,
  DoneOutcome,
  FatalOutcome,
  LikelyReason,
  Outcome,
  UnknownOutcome,
} from './job/outcome.ts'
export { ReportError, type ReportErrorCode } from './job/report-error.ts'
export type { ReportEvent } from './job/report-event.ts'
export type { BeginTerms, Begun, JobFilter, Lease, Ledger, LedgerEntry, SeenLedger } from './ledger/ledger.ts'
export { LedgerError, type LedgerErrorCode } from './ledger/ledger-error.ts'
export { memoryLedger } from './ledger/memory-ledger.ts'
export type { Column } from './rows/columns.ts'
export type { Row } from './rows/make-row.ts'
export type { RejectedRow } from './rows/rejected-row.ts'
export type { Rows, RowsOptions, RowsSummary } from './rows/rows.ts'
