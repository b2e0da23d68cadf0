export {
  type Archive,
  type ArchivedDocument,
  type ArchiveManifest,
  type ArchiveOpenOptions,
  type ByteLimit,
  type Cell,
  type Charset,
  type Column,
  type ColumnType,
  type ColumnTypes,
  DocumentError,
  type DocumentErrorCode,
  type DocumentFile,
  type DocumentInput,
  type DocumentOf,
  type DocumentOrigin,
  type DocumentToArchive,
  type DocumentWarning,
  type DocumentWithColumns,
  type DownloadOptions,
  type FilesOptions,
  type FolderArchive,
  folderArchive,
  type Money,
  type OpenedBytes,
  type ParseOptions,
  parse,
  type ReadOptions,
  type ReadSummary,
  type RecordObject,
  type Records,
  type RecordsOptions,
  type RecordsSummary,
  type RecordValue,
  type RejectedRow,
  type RejectionReason,
  type ReportDocument,
  type Row,
  type RowOf,
  type Rows,
  type RowsOptions,
  type RowsSummary,
  type SavedDocument,
  type SaveOptions,
  type Settlement,
  type SettlementOptions,
  type SettlementRow,
  type SettlementRows,
  type SettlementRowsSummary,
  type SettlementSummary,
  type StartDownload,
  type TextOptions,
  type TypedRow,
  type TypedRowsOptions,
  type XmlEvent,
} from '@reportline/documents'
export { ReportTypesError } from './accounts/list-by-type.ts'
export type { EngineEvent } from './engine/engine-event.ts'
export type { EngineRequest } from './engine/engine-request.ts'
export type { EngineRunOptions, JobOptions } from './engine/job-options.ts'
export type { ManyRequest, PlannedRequest } from './engine/plan-requests.ts'
export { reportline } from './engine/reportline.ts'
export type { ManyResult, Reportline, ReportlineOptions, ResumedResult } from './engine/reportline-types.ts'
export type { ManyOptions } from './engine/run-many.ts'
export type { Lease } from './ledger/lease.ts'
export type {
  AcquireResult,
  InsertOptions,
  InsertResult,
  JobFilter,
  JobPage,
  JobRecord,
  LastRequestedQuery,
  Ledger,
  LedgerEntry,
  PageOptions,
  PruneOptions,
} from './ledger/ledger.ts'
export { LedgerError, type LedgerErrorCode } from './ledger/ledger-error.ts'
export { memoryLedger } from './ledger/memory-ledger.ts'
export type { ReportClaims, SeenLedger, SeenReports } from './ledger/seen-reports.ts'
export type { AnyReport } from './run/any-report.ts'
export { adopt, type Job, type JobFailure } from './run/job.ts'
export type {
  CancelledOutcome,
  DoneOutcome,
  FatalOutcome,
  LikelyReason,
  Outcome,
  UnknownOutcome,
} from './run/outcome.ts'
export { ReportError, type ReportErrorCode } from './run/report-error.ts'
export type { ProgressEvent, ReportEvent } from './run/report-event.ts'
export type { RunOptions } from './run/run-context.ts'
