import type { ColumnOf } from '@reportline/report-types'
import type { ReadOptions } from './content/content-source.ts'
import type { DocumentFile } from './files/document-file.ts'
import type { FilesOptions } from './files/read-files.ts'
import type { Records, RecordsOptions } from './records/types.ts'
import type { RowOf, Rows, RowsOptions, TypedRowsOptions } from './rows/types.ts'
import type { Settlement, SettlementOptions } from './settlement/types.ts'
import type { SaveOptions } from './storage/save-document.ts'
import type { SavedDocument } from './storage/write-file.ts'

/** How the bytes of a document are read. */
export interface DownloadOptions extends Pick<ReadOptions, 'maxBytes'> {
  /** Aborts the download. Reading then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** How a document is read as text. */
export interface TextOptions extends DownloadOptions, Pick<ReadOptions, 'charset'> {
  /** Reads only the start of the document: at most this number of UTF-16 code units. */
  readonly maxLength?: number | undefined
}

/**
 * A report document. Nothing is downloaded until you use one of its methods. Each use downloads the document again,
 * unless there is an archive. The download URL is requested when the download starts, and reused while it is valid.
 *
 * All methods throw a DocumentError if the document cannot be read completely, and a RequestError if the API does not
 * return its URL.
 */
export interface ReportDocument {
  readonly reportDocumentId: string
  /** Reads the bytes as they are stored, compressed or not. `maxBytes` limits the stored bytes. */
  raw(options?: DownloadOptions): ReadableStream<Uint8Array>
  /** Reads the inflated bytes. */
  bytes(options?: DownloadOptions): ReadableStream<Uint8Array>
  /** Reads the whole document into one string. */
  text(options?: TextOptions): Promise<string>
  /**
   * Reads the rows of a table in batches. Memory use does not depend on the size of the document.
   *
   * @param options Optional: the columns, their types, the number of rows per batch, and overrides for the document.
   * @returns The rows, which can be iterated once. `summary` counts the rows and lists the rejected lines.
   * @throws TypeError if an option is invalid.
   * @throws DocumentError while iterating: `NOT_ROWS` if the document is not a table, `NO_COLUMN` if a selected column is
   *   missing.
   * @example
   * const rows = document.rows({ columns: ['seller-sku', 'quantity'] })
   * for await (const batch of rows) for (const row of batch) console.log(row['seller-sku'], row.quantity)
   * console.log(rows.summary.rejectedCount)
   */
  rows<const O extends (RowsOptions | TypedRowsOptions) & ReadOptions = RowsOptions>(options?: O): Rows<RowOf<O>>
  /**
   * Reads the records of a JSON or XML document in batches. Memory use does not depend on the size of the document.
   *
   * @param options Optional: the path or element of the records, and the number of records per batch.
   * @returns The records, which can be iterated once.
   * @throws DocumentError while iterating: `NOT_RECORDS` if the document is damaged, or has no records where they are
   *   expected.
   * @example
   * const records = document.records({ format: { kind: 'json', records: 'salesByAsin' } })
   * for await (const batch of records) for (const record of batch) console.log(record.asin)
   */
  records(options?: RecordsOptions & ReadOptions): Records
  /**
   * Reads a settlement: its summary at once, its rows when you iterate over them.
   *
   * @param options Optional: the number of rows per batch, listeners, and overrides for the document.
   * @returns The settlement. Close it, or declare it with `await using`, if you do not iterate over its rows.
   * @throws DocumentError `NOT_SETTLEMENT` if the document is not a settlement.
   * @example
   * await using settlement = await document.settlement()
   * console.log(settlement.summary.settlementId, settlement.summary.total)
   * for await (const batch of settlement.rows) console.table(batch)
   */
  settlement(options?: SettlementOptions & ReadOptions): Promise<Settlement>
  /**
   * Reads the files of a document that is a ZIP archive, such as an Amazon Business invoice.
   *
   * @param options Optional: the signal, the maximum number of bytes, and what is called if the document is empty.
   * @throws DocumentError while iterating: `NOT_ZIP`, `UNSAFE_ENTRY`, `UNREADABLE_ENTRY` or `TOO_LARGE`.
   * @example
   * for await (const file of document.files()) await file.save('invoices')
   */
  files(options?: FilesOptions): AsyncIterable<DocumentFile>
  /**
   * Writes the document to a file that only its owner can read. The file appears once it is complete and on the disk. An
   * existing file is replaced only then.
   *
   * @param path Path of the file. Its folder must exist.
   * @param options Optional: `raw` saves the bytes as they are stored, compressed or not.
   * @returns The path, the number of bytes and the SHA-256 of the file.
   * @throws DocumentError `DISK_FULL` or `DISK` if the file cannot be written.
   * @example
   * const { bytes, sha256 } = await document.save('listings.tsv')
   */
  save(path: string, options?: SaveOptions): Promise<SavedDocument>
}

/** The document of a report type. If the catalogue knows its columns, the types of its rows name them. */
export type DocumentOf<Type extends string> =
  string extends ColumnOf<Type> ? ReportDocument : DocumentWithColumns<ColumnOf<Type>>

/** A document with known columns. Amazon adds and omits columns, so none is guaranteed to be present. */
export interface DocumentWithColumns<Column extends string> extends Omit<ReportDocument, 'rows'> {
  /** Reads the rows of the table in batches. Memory use does not depend on the size of the document. */
  rows<const O extends OptionsWithColumns<Column> = RowsOptions>(options?: O): Rows<RowOf<O> & KnownColumns<O, Column>>
}

type OptionsWithColumns<Column extends string> = (RowsOptions | TypedRowsOptions) &
  ReadOptions & { readonly columns?: readonly (Column | (string & {}))[] | undefined }

/** If the options select columns, the row has exactly those. */
type KnownColumns<O, Column extends string> = string extends keyof RowOf<O>
  ? { readonly [Name in Column]?: RowOf<O>[string & keyof RowOf<O>] }
  : unknown
