export type { Archive, BeginDownload, DocumentToArchive } from './archive/archive.ts'
export { type ArchivedDocument, type FolderArchive, folderArchive } from './archive/folder-archive.ts'
export type { ArchiveManifest } from './archive/manifest.ts'
export type { Charset } from './document/charset.ts'
export type { OpenedBytes, Reading, ReadOptions } from './document/document-content.ts'
export { DocumentError, type DocumentErrorCode } from './document/document-error.ts'
export type { DocumentOrigin } from './document/document-origin.ts'
export type { DownloadOptions, ReportDocument, TextOptions } from './document/report-document.ts'
export type { SaveOptions } from './document/save-document.ts'
export type { SavedDocument } from './document/write-file.ts'
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
export type { DocumentFile } from './files/document-file.ts'
export type { FilesOptions } from './files/read-files.ts'
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
export type { AnyReport } from './job/report-api.ts'
export { ReportError, type ReportErrorCode } from './job/report-error.ts'
export type { ReportEvent } from './job/report-event.ts'
export type { RunOptions } from './job/run-context.ts'
export type { DocumentOf, DocumentWithColumns } from './job/typed-document.ts'
export type { BeginTerms, Begun, JobFilter, Lease, Ledger, LedgerEntry, SeenLedger } from './ledger/ledger.ts'
export { LedgerError, type LedgerErrorCode } from './ledger/ledger-error.ts'
export { memoryLedger } from './ledger/memory-ledger.ts'
export { type DocumentInput, type ParseOptions, parse } from './parse/parse.ts'
export type { RecordObject, RecordValue } from './records/record-object.ts'
export type { Records, RecordsOptions, RecordsSummary } from './records/records.ts'
export type { XmlEvent } from './records/xml-events.ts'
export type { Cell, ColumnType, ColumnTypes, Money } from './rows/cell-types.ts'
export type { Column } from './rows/columns.ts'
export type { Row, TypedRow } from './rows/make-row.ts'
export type { RejectedRow, RejectionReason } from './rows/rejected-row.ts'
export type { RowOf, Rows, RowsOptions, RowsSummary, TypedRowsOptions } from './rows/rows.ts'
export type {
  Settlement,
  SettlementOptions,
  SettlementRow,
  SettlementRows,
  SettlementRowsSummary,
  SettlementSummary,
} from './settlement/settlement.ts'
export type { SettlementWarning } from './settlement/settlement-sums.ts'
