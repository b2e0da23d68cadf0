import type { DocumentFormat } from '@reportline/report-types'
import type { Charset } from './charset.ts'
import type { ByteLimit } from './size-limit.ts'

/**
 * A sequence of byte chunks that can be closed at any time. An async generator is one. Use a plain object where the cost
 * per chunk matters: it is faster than a generator.
 */
export interface ByteIterator extends AsyncIterable<Uint8Array> {
  next(): Promise<IteratorResult<Uint8Array, unknown>>
  return(value: undefined): Promise<IteratorResult<Uint8Array, unknown>>
  [Symbol.asyncIterator](): ByteIterator
}

/** The stored bytes of a document, ready to be read. */
export interface OpenedBytes {
  /** The `Content-Type` header of the download. */
  readonly contentType: string | undefined
  /** Number of stored bytes, if known. */
  readonly length: number | undefined
  /**
   * If HTTP compression was undone while the bytes arrived (`Content-Encoding`): the number of bytes that were sent, or 0
   * if it is unknown. The limit on the compression ratio counts from it.
   */
  readonly sentBytes?: number | undefined
  readonly body: ByteIterator
}

/**
 * Opens the stored bytes of a document at their first byte.
 *
 * @param limit What the reader accepts. The reader enforces it. A source that reads the document before it returns, such
 * as an archive, must apply it too.
 */
export type OpenBytes = (signal: AbortSignal, limit?: ByteLimit) => Promise<OpenedBytes>

/** Where the bytes of a document come from, and what is known about the document. */
export interface ContentSource {
  /** Options that apply unless a read call overrides them. */
  readonly defaults?: ReadOptions | undefined
  /** Identifies the document in error messages. */
  readonly reportDocumentId: string
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  /**
   * The charset to use if neither the document nor the report type determines one. `detect` chooses Shift_JIS or
   * Windows-1252 by the bytes. See `fallbackCharset()`.
   */
  readonly fallbackCharset: string
  readonly open: OpenBytes
  /** Called once the first bytes have arrived. */
  readonly onOpened?: ((opened: { contentType: string | undefined; compressed: boolean }) => void) | undefined
  /** Called, and awaited, when a reader has reached the end of the document. */
  readonly onRead?: ((summary: ReadSummary) => Promise<void>) | undefined
}

/** What was found while reading a document to its end. */
export interface ReadSummary {
  readonly charset?: Charset | undefined
  /** Number of rows or records. */
  readonly rows?: number | undefined
  /** Number of rejected lines. */
  readonly rejected?: number | undefined
  /** Number of characters that could not be decoded. */
  readonly undecodable?: number | undefined
}

/** Overrides for what a document declares about itself. */
export interface ReadOptions {
  /** Overrides the declared charset, for example `windows-1252`. */
  readonly charset?: string | undefined
  /** Overrides the format that the catalogue gives for the report type. */
  readonly format?: DocumentFormat | undefined
  /**
   * Maximum number of inflated bytes. Defaults to 64 GiB and, above 256 MiB, to 500 times the compressed size. `Infinity`
   * removes both limits.
   */
  readonly maxBytes?: number | undefined
}
