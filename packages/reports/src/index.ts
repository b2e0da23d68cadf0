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
  type SettlementWarning,
  type StartDownload,
  type TextOptions,
  type TypedRow,
  type TypedRowsOptions,
  type XmlEvent,
} from '@reportline/documents'
export type { EngineEvent } from './engine/engine-event.ts'
export type { EngineRequest } from './engine/engine-request.ts'
export type { ManyRequest } from './engine/plan-requests.ts'
export {
  type ManyResult,
  type PlannedRequest,
  type Reportline,
  type ReportlineOptions,
  type ResumedResult,
  reportline,
} from './engine/reportline.ts'
export type { ManyOptions, ProgressEvent } from './engine/run-many.ts'
export type { EngineRunOptions, JobOptions } from './engine/run-or-join.ts'
export type { BeginOptions, BeginResult, JobFilter, Lease, Ledger, LedgerEntry, SeenLedger } from './ledger/ledger.ts'
export { LedgerError, type LedgerErrorCode } from './ledger/ledger-error.ts'
export { memoryLedger } from './ledger/memory-ledger.ts'
export { adopt } from './run/adopt.ts'
export type { Job, JobFailure } from './run/job.ts'
export type {
  CancelledOutcome,
  DoneOutcome,
  FatalOutcome,
  LikelyReason,
  Outcome,
  UnknownOutcome,
} from './run/outcome.ts'
export type { AnyReport } from './run/report-api.ts'
export { ReportError, type ReportErrorCode } from './run/report-error.ts'
export type { ReportEvent } from './run/report-event.ts'
export type { RunOptions } from './run/run-context.ts'
