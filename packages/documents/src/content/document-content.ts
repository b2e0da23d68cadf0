import { type DocumentFormat, reportTypeFacts } from '@reportline/report-types'
import type { ByteIterator } from './byte-iterator.ts'
import { usualCharset } from './catalogue-charset.ts'
import { type Charset, decoderFor } from './charset.ts'
import { decode, type OnCharset } from './decode.ts'
import { DocumentError } from './document-error.ts'
import { inflate, inflateFault } from './inflate.ts'
import { checkMaxBytes, type SizeLimit, sizeLimit } from './size-limit.ts'

/** Bytes that can be read, as they are stored. */
export interface OpenedBytes {
  /** The header that came with them. */
  readonly contentType: string | undefined
  /** How many bytes they are, where that is known. */
  readonly length: number | undefined
  readonly body: ByteIterator
}

/** Where a document's bytes come from, and what is known of them. */
export interface ContentSource {
  /** How it is read where the reader does not say. */
  readonly defaults?: ReadOptions
  /** What errors call the document. */
  readonly reportDocumentId: string
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  /** For documents of which neither header nor type nor bytes tell the charset. */
  readonly fallbackCharset: string
  /** Begins to read the stored bytes from their beginning. */
  readonly open: (signal: AbortSignal) => Promise<OpenedBytes>
  /** Told, as soon as the first bytes are there, what they are. */
  readonly onOpened?: ((opened: { contentType: string | undefined; compressed: boolean }) => void) | undefined
  /** Told, and waited for, when a reader has come to the end. */
  readonly onRead?: ((reading: Reading) => Promise<void>) | undefined
}

/** What reading a document to its end has shown. */
export interface Reading {
  readonly charset?: Charset
  readonly rows?: number
  readonly rejected?: number
  readonly undecodable?: number
}

/** How a document is taken, where what it says of itself is wrong or nothing. */
export interface ReadOptions {
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
  /** What the document is, where the catalogue does not know its type or knows it wrong. */
  readonly format?: DocumentFormat
  /**
   * How many bytes the document may have when it is inflated. Default: 64 GiB, and 500 times as many as are stored once
   * they are more than 256 MiB. Infinity takes everything.
   */
  readonly maxBytes?: number
}

/**
 * A document as its readers (rows, records, settlements, files) see it: downloaded, archived and local documents are
 * the same to them. What the caller says in ReadOptions is in it already.
 */
export interface DocumentContent {
  /** What errors call the document. */
  readonly reportDocumentId: string
  readonly reportType: string | undefined
  /** Empty where they are not known. */
  readonly marketplaceIds: readonly string[]
  /** What the caller says that the document is, or else the catalogue; undefined where neither does. */
  readonly format: DocumentFormat | undefined
  /** The inflated bytes. Each call reads the document from its beginning. */
  bytes(signal: AbortSignal): AsyncGenerator<Uint8Array>
  /** The text. Tells its charset before the first of it. */
  text(signal: AbortSignal, onCharset?: (charset: Charset) => void): AsyncGenerator<string>
}

/** Makes what the readers read. */
export function documentContent(source: ContentSource, readOptions: ReadOptions = {}): DocumentContent {
  const { reportDocumentId, reportType, marketplaceIds = [] } = source
  const options = { ...source.defaults, ...readOptions }
  checkOptions(options)
  return {
    reportDocumentId,
    reportType,
    marketplaceIds,
    format: options.format ?? (reportType === undefined ? undefined : reportTypeFacts(reportType)?.format),
    bytes: (signal) => readBytes(source, options, signal),
    text: (signal, onCharset) => readText(source, options, signal, onCharset),
  }
}

function checkOptions({ charset, maxBytes }: ReadOptions): void {
  checkMaxBytes(maxBytes)
  try {
    if (charset !== undefined) decoderFor(charset)
  } catch {
    throw new TypeError('charset must be a name that TextDecoder knows, for example windows-1252')
  }
}

/** Begins to read the stored bytes. */
export async function openBytes(source: ContentSource, signal: AbortSignal): Promise<OpenedBytes> {
  signal.throwIfAborted()
  return source.open(signal)
}

/** The bytes as they are stored. */
export async function* readRaw(
  source: ContentSource,
  maxBytes: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const limit = sizeLimit(source.reportDocumentId, maxBytes)
  const { body } = await openBytes(source, signal)
  for await (const chunk of body) {
    limit.stored(chunk.length)
    limit.delivered(chunk.length)
    yield chunk
  }
}

async function* readBytes(
  source: ContentSource,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  yield* inflated(source, options, await openBytes(source, signal))
}

async function* readText(
  source: ContentSource,
  options: ReadOptions,
  signal: AbortSignal,
  onCharset?: OnCharset,
): AsyncGenerator<string> {
  const opened = await openBytes(source, signal)
  const usual = usualCharset(source.reportType, source.marketplaceIds ?? [])
  const hints = { option: options.charset, contentType: opened.contentType, usual, fallback: source.fallbackCharset }
  try {
    for await (const text of decode(inflated(source, options, opened), hints, onCharset)) yield text
  } catch (error) {
    throw error instanceof RangeError ? charsetError(source, error) : error
  }
}

async function* inflated(source: ContentSource, options: ReadOptions, opened: OpenedBytes): AsyncGenerator<Uint8Array> {
  const { contentType } = opened
  const limit = sizeLimit(source.reportDocumentId, options.maxBytes)
  const onFormat = (compressed: boolean) => source.onOpened?.({ contentType, compressed })
  try {
    for await (const chunk of inflate(counted(opened.body, limit), onFormat)) {
      limit.delivered(chunk.length)
      yield chunk
    }
  } catch (error) {
    const code = inflateFault(error)
    throw code === undefined ? error : inflateError(source, code, error)
  }
}

async function* counted(body: ByteIterator, limit: SizeLimit): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    limit.stored(chunk.length)
    yield chunk
  }
}

function inflateError(source: ContentSource, code: 'TRUNCATED' | 'CORRUPT', cause: unknown): DocumentError {
  const how = code === 'TRUNCATED' ? 'its compressed bytes end too early' : 'its compressed bytes are damaged'
  const what = `${how}. What has been delivered is not the whole document: read it again.`
  return new DocumentError({ code, reportDocumentId: source.reportDocumentId, what, cause })
}

function charsetError({ reportDocumentId }: ContentSource, cause: RangeError): DocumentError {
  const what = `its charset is not known here (${cause.message}). Say which it is with the option charset.`
  return new DocumentError({ code: 'CHARSET', reportDocumentId, what, cause })
}
