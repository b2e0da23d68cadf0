export type {
  Archive,
  ArchiveOpenOptions,
  DocumentOrigin,
  DocumentToArchive,
  StartDownload,
} from './archive/archive.ts'
export { archivedSource } from './archive/archived-source.ts'
export { type FolderArchive, folderArchive } from './archive/folder-archive.ts'
export type { ArchivedDocument, ArchiveManifest } from './archive/manifest.ts'
export { type Charset, fallbackCharset } from './content/charset.ts'
export type {
  ByteIterator,
  ContentSource,
  OpenBytes,
  OpenedBytes,
  ReadOptions,
  ReadSummary,
} from './content/content-source.ts'
export { DocumentError, type DocumentErrorCode } from './content/document-error.ts'
export type { CountWarning, DocumentWarning } from './content/document-warning.ts'
export type { ByteLimit } from './content/size-limit.ts'
export type { DocumentFile } from './files/document-file.ts'
export type { FilesOptions } from './files/read-files.ts'
export { type DocumentInput, type ParseOptions, parse } from './parse.ts'
export { readableDocument } from './readable-document.ts'
export type { RecordObject, RecordValue } from './records/records-parser.ts'
export type { Records, RecordsOptions, RecordsSummary, XmlEvent } from './records/types.ts'
export type {
  DocumentOf,
  DocumentWithColumns,
  DownloadOptions,
  ReportDocument,
  TextOptions,
} from './report-document.ts'
export {
  type Cell,
  type ColumnType,
  type ColumnTypes,
  type DecimalMark,
  type DetectedMark,
  decimalText,
  type Money,
} from './rows/cell-types.ts'
export type { Column } from './rows/match-columns.ts'
export type { RejectedRow, RejectionReason } from './rows/rejected-row.ts'
export type { Row, TypedRow } from './rows/row-maker.ts'
export type { RowOf, Rows, RowsOptions, RowsSummary, TypedRowsOptions } from './rows/types.ts'
export type {
  Settlement,
  SettlementOptions,
  SettlementRow,
  SettlementRows,
  SettlementRowsSummary,
  SettlementSummary,
} from './settlement/types.ts'
export type { SaveOptions } from './storage/save-document.ts'
export type { SavedDocument } from './storage/write-file.ts'
