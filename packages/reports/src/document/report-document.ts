import { constants } from 'node:buffer'
import type { DocumentFile } from '../files/document-file.ts'
import { type FilesOptions, readFiles } from '../files/read-files.ts'
import { type Rows, type RowsOptions, readRows } from '../rows/rows.ts'
import { addressBook } from './address-book.ts'
import { cancellableStream } from './cancellable.ts'
import { type ContentSource, documentContent, type ReadOptions, readRaw } from './document-content.ts'
import { DocumentError } from './document-error.ts'
import type { DocumentSource } from './document-source.ts'
import { download } from './download.ts'
import { type SaveOptions, saveDocument } from './save-document.ts'
import { checkMaxBytes } from './size-limit.ts'
import type { SavedDocument } from './write-file.ts'

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
  rows(options?: RowsOptions & ReadOptions): Rows
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

/** Makes the handle of a document that is downloaded. Inspecting it shows its identifier only. */
export function reportDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, fallbackCharset } = source
  const book = addressBook(source)
  return readableDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset,
    open: (signal) => download(source, book, signal),
    onOpened: (opened) => source.onEvent({ type: 'document', reportDocumentId, ...opened }),
  })
}

/** Hangs the readers on whatever gives a document's bytes. */
export function readableDocument(source: ContentSource): ReportDocument {
  const { reportDocumentId } = source
  return {
    reportDocumentId,
    raw(options = {}) {
      checkMaxBytes(options.maxBytes)
      return cancellableStream((signal) => readRaw(source, options.maxBytes, signal), options.signal)
    },
    bytes(options = {}) {
      const content = documentContent(source, options)
      return cancellableStream((signal) => content.bytes(signal), options.signal)
    },
    text: async (options) => wholeText(source, options),
    rows(options = {}) {
      const content = documentContent(source, options)
      return readRows(reportDocumentId, (signal, onCharset) => content.text(signal, onCharset), options)
    },
    files: (options = {}) => readFiles(documentContent(source, options), options),
    save: async (path, options) => saveDocument(source, path, options),
  }
}

async function wholeText(source: ContentSource, options: TextOptions = {}): Promise<string> {
  const pieces: string[] = []
  let length = 0
  const signal = options.signal ?? new AbortController().signal
  for await (const piece of documentContent(source, options).text(signal)) {
    pieces.push(piece)
    length += piece.length
    if (length > constants.MAX_STRING_LENGTH) {
      const what = `one text cannot hold it (${constants.MAX_STRING_LENGTH} characters). Use rows(), bytes() or save().`
      throw new DocumentError({ code: 'TOO_LARGE', reportDocumentId: source.reportDocumentId, what })
    }
  }
  return pieces.join('')
}
