import { type Rows, type RowsOptions, readRows } from '../rows/rows.ts'
import { type AddressBook, addressBook } from './address-book.ts'
import { cancellableStream } from './cancellable.ts'
import { decoderFor } from './charset.ts'
import { decode, type OnCharset } from './decode.ts'
import { DocumentError } from './document-error.ts'
import type { DocumentSource } from './document-source.ts'
import { type Download, download } from './download.ts'
import { inflate, inflateFault } from './inflate.ts'

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
  rows(options?: RowsOptions): Rows
}

/** Makes the handle of a document. Inspecting it shows its identifier only. */
export function reportDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId } = source
  const book = addressBook(source)
  const texts = (charset: string | undefined, signal: AbortSignal, onCharset?: OnCharset) =>
    readText(source, book, charset, signal, onCharset)
  return {
    reportDocumentId,
    raw: (options) => cancellableStream((signal) => readRaw(source, book, signal), options?.signal),
    bytes: (options) => cancellableStream((signal) => readBytes(source, book, signal), options?.signal),
    async text(options) {
      checkCharset(options?.charset)
      const pieces: string[] = []
      const signal = options?.signal ?? new AbortController().signal
      for await (const piece of texts(options?.charset, signal)) pieces.push(piece)
      return pieces.join('')
    },
    rows(options) {
      checkCharset(options?.charset)
      return readRows(reportDocumentId, (signal, onCharset) => texts(options?.charset, signal, onCharset), options)
    },
  }
}

function checkCharset(charset: string | undefined): void {
  try {
    if (charset !== undefined) decoderFor(charset)
  } catch {
    throw new TypeError('charset must be a name that TextDecoder knows, for example windows-1252')
  }
}

async function* readRaw(source: DocumentSource, book: AddressBook, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { body } = await begin(source, book, signal)
  for await (const chunk of body) yield chunk
}

async function* readBytes(source: DocumentSource, book: AddressBook, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* inflated(source, await begin(source, book, signal))
}

async function* readText(
  source: DocumentSource,
  book: AddressBook,
  charset: string | undefined,
  signal: AbortSignal,
  onCharset?: OnCharset,
): AsyncGenerator<string> {
  const begun = await begin(source, book, signal)
  const hints = { option: charset, contentType: begun.contentType, fallback: source.fallbackCharset }
  try {
    for await (const text of decode(inflated(source, begun), hints, onCharset)) yield text
  } catch (error) {
    throw error instanceof RangeError ? charsetError(source, error) : error
  }
}

async function begin(source: DocumentSource, book: AddressBook, signal: AbortSignal): Promise<Download> {
  signal.throwIfAborted()
  return download(source, book, signal)
}

async function* inflated(source: DocumentSource, { body, contentType }: Download): AsyncGenerator<Uint8Array> {
  const { reportDocumentId } = source
  const onFormat = (compressed: boolean) => {
    source.onEvent({ type: 'document', reportDocumentId, contentType, compressed })
  }
  try {
    for await (const chunk of inflate(body, onFormat)) yield chunk
  } catch (error) {
    const code = inflateFault(error)
    throw code === undefined ? error : inflateError(reportDocumentId, code, error)
  }
}

function inflateError(reportDocumentId: string, code: 'TRUNCATED' | 'CORRUPT', cause: unknown): DocumentError {
  const how = code === 'TRUNCATED' ? 'its compressed bytes end too early' : 'its compressed bytes are damaged'
  const what = `${how}. What has been delivered is not the whole document: read it again.`
  return new DocumentError({ code, reportDocumentId, what, cause })
}

function charsetError({ reportDocumentId }: DocumentSource, cause: RangeError): DocumentError {
  const what = `its charset is not known here (${cause.message}). Say which it is with the option charset.`
  return new DocumentError({ code: 'CHARSET', reportDocumentId, what, cause })
}
