import type { ReadOptions } from './content/document-content.ts'
import type { DocumentFile } from './files/document-file.ts'
import type { FilesOptions } from './files/read-files.ts'
import type { Records, RecordsOptions } from './records/types.ts'
import type { RowOf, Rows, RowsOptions, TypedRowsOptions } from './rows/types.ts'
import type { Settlement, SettlementOptions } from './settlement/types.ts'
import type { SaveOptions } from './storage/save-document.ts'
import type { SavedDocument } from './storage/write-file.ts'

/** How a document's bytes are read. */
export interface DownloadOptions extends Pick<ReadOptions, 'maxBytes'> {
  /** Ends the download; reading then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** How a document is read as text. */
export interface TextOptions extends DownloadOptions, Pick<ReadOptions, 'charset'> {}

/**
 * A report's document. Nothing is fetched until one of its methods is used, and each use downloads it anew, unless there
 * is an archive; the address is asked for when the download begins, and used again while it works.
 *
 * All methods fail with a DocumentError where the document cannot be had whole, and with a RequestError where the API
 * does not give its address.
 */
export interface ReportDocument {
  readonly reportDocumentId: string
  /** The bytes as they are stored, compressed where they are. */
  raw(options?: DownloadOptions): ReadableStream<Uint8Array>
  /** The bytes of the document itself, inflated. */
  bytes(options?: DownloadOptions): ReadableStream<Uint8Array>
  /** The whole document as one text. It is held in memory. */
  text(options?: TextOptions): Promise<string>
  /** The rows of a tab-separated document, in batches. Memory stays the same however long the document is. */
  rows<const O extends (RowsOptions | TypedRowsOptions) & ReadOptions = RowsOptions>(options?: O): Rows<RowOf<O>>
  /** The records of a JSON or XML document, in batches, however long it is. */
  records(options?: RecordsOptions & ReadOptions): Records
  /** A settlement: its summary at once, its rows when they are iterated. */
  settlement(options?: SettlementOptions & ReadOptions): Promise<Settlement>
  /** The files of a document that is a ZIP archive, such as an invoice of Amazon Business. */
  files(options?: FilesOptions): AsyncIterable<DocumentFile>
  /**
   * Writes the document into a file that only its owner may read. The file is there when it is whole and on the disk,
   * and not before; a file that was there is replaced then.
   *
   * @param path Of the file; its folder must be there.
   */
  save(path: string, options?: SaveOptions): Promise<SavedDocument>
}
