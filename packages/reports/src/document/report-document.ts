import { type Rows, type RowsOptions, readRows } from '../rows/rows.ts'
import { addressBook } from './address-book.ts'
import { cancellableStream } from './cancellable.ts'
import { decoderFor } from './charset.ts'
import {
  type ContentSource,
  type DocumentContent,
  documentContent,
  type ReadOptions,
  readRaw,
} from './document-content.ts'
import type { DocumentSource } from './document-source.ts'
import { download } from './download.ts'

/** How a document is downloaded. */
export interface DownloadOptions {
  /** Ends the download; reading then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** How a document is read as text. */
export interface TextOptions extends DownloadOptions {
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
}

/**
 * A report's document. Nothing is fetched until one of its methods is used, and each use downloads it anew; the
 * address is asked for when the download begins, and used again while it works.
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
    raw: (options) => cancellableStream((signal) => readRaw(source, signal), options?.signal),
    bytes(options) {
      const content = contentFor(source, {})
      return cancellableStream((signal) => content.bytes(signal), options?.signal)
    },
    async text(options = {}) {
      const pieces: string[] = []
      const signal = options.signal ?? new AbortController().signal
      for await (const piece of contentFor(source, options).text(signal)) pieces.push(piece)
      return pieces.join('')
    },
    rows(options = {}) {
      const content = contentFor(source, options)
      return readRows(reportDocumentId, (signal, onCharset) => content.text(signal, onCharset), options)
    },
  }
}

function contentFor(source: ContentSource, options: ReadOptions): DocumentContent {
  const { charset } = options
  try {
    if (charset !== undefined) decoderFor(charset)
  } catch {
    throw new TypeError('charset must be a name that TextDecoder knows, for example windows-1252')
  }
  return documentContent(source, options)
}
