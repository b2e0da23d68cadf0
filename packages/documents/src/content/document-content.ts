import type { DocumentFormat } from '@reportline/report-types'
import { catalogueCharset, decoderFor } from './charset.ts'
import type { ByteIterator, ContentSource, OpenedBytes, ReadOptions, ReadSummary } from './content-source.ts'
import { decode, type OnCharset } from './decode.ts'
import { DocumentError } from './document-error.ts'
import { formatOf } from './document-text.ts'
import { inflate, inflateErrorCode } from './inflate.ts'
import { type ByteLimit, checkMaxBytes, type SizeLimit, sizeLimit } from './size-limit.ts'

/**
 * A document as its readers (rows, records, settlements, files) see it. Downloaded, archived and local documents look
 * the same, and the caller's ReadOptions are already applied.
 */
export interface DocumentContent {
  /** Identifies the document in error messages. */
  readonly reportDocumentId: string
  readonly reportType: string | undefined
  readonly marketplaceIds: readonly string[] | undefined
  /** The caller's format, or else the catalogue's. Undefined if neither is known. */
  readonly format: DocumentFormat | undefined
  /** Maximum number of inflated bytes. Undefined: the default limits. */
  readonly maxBytes: number | undefined
  readonly onRead: ((summary: ReadSummary) => Promise<void>) | undefined
  /** Reads the inflated bytes from the beginning. */
  bytes(signal: AbortSignal): AsyncGenerator<Uint8Array>
  /** Reads the text from the beginning. Calls `onCharset` before it yields the first text. */
  text(signal: AbortSignal, onCharset?: OnCharset): AsyncGenerator<string>
}

/**
 * Creates the content that the readers read.
 *
 * @throws TypeError for an unknown charset, or a `maxBytes` that is not a number of bytes.
 */
export function documentContent(source: ContentSource, readOptions: ReadOptions = {}): DocumentContent {
  const { reportDocumentId, reportType, onRead } = source
  const options = withDefaults(source, readOptions)
  checkOptions(options)
  return {
    reportDocumentId,
    reportType,
    marketplaceIds: source.marketplaceIds,
    onRead,
    format: formatOf(options.format, { reportType }),
    maxBytes: options.maxBytes,
    bytes: (signal) => readBytes(source, options, signal),
    text: (signal, onCharset) => readText(source, options, signal, onCharset),
  }
}

/** An option that is undefined does not replace its default. */
export function withDefaults({ defaults = {} }: ContentSource, options: ReadOptions): ReadOptions {
  const { charset = defaults.charset, format = defaults.format, maxBytes = defaults.maxBytes } = options
  return { charset, format, maxBytes }
}

function checkOptions({ charset, maxBytes }: ReadOptions): void {
  checkMaxBytes(maxBytes)
  try {
    if (charset !== undefined) decoderFor(charset)
  } catch {
    throw new TypeError('charset must be a name that TextDecoder supports, for example windows-1252')
  }
}

/** Opens the stored bytes. */
export async function openBytes(source: ContentSource, signal: AbortSignal, limit: ByteLimit): Promise<OpenedBytes> {
  signal.throwIfAborted()
  return source.open(signal, limit)
}

/** Reads the bytes as they are stored. `maxBytes` limits the stored bytes. */
export async function* readRaw(
  source: ContentSource,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { maxBytes } = withDefaults(source, options)
  const { body, sentBytes } = await openBytes(source, signal, { maxBytes, of: 'stored' })
  const limit = sizeLimit(source.reportDocumentId, maxBytes, sentBytes)
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
  const opened = await openBytes(source, signal, { maxBytes: options.maxBytes, of: 'inflated' })
  yield* inflated(source, options, opened)
}

async function* readText(
  source: ContentSource,
  options: ReadOptions,
  signal: AbortSignal,
  onCharset?: OnCharset,
): AsyncGenerator<string> {
  const opened = await openBytes(source, signal, { maxBytes: options.maxBytes, of: 'inflated' })
  const catalogue = catalogueCharset(source.reportType, source.marketplaceIds ?? [])
  const fallback = source.fallbackCharset
  const hints = { option: options.charset, contentType: opened.contentType, catalogue, fallback }
  try {
    for await (const text of decode(inflated(source, options, opened), hints, onCharset)) yield text
  } catch (error) {
    throw error instanceof RangeError ? charsetError(source, error) : error
  }
}

async function* inflated(source: ContentSource, options: ReadOptions, opened: OpenedBytes): AsyncGenerator<Uint8Array> {
  const { contentType, sentBytes } = opened
  const limit = sizeLimit(source.reportDocumentId, options.maxBytes, sentBytes)
  const onFormat = (compressed: boolean) => source.onOpened?.({ contentType, compressed })
  try {
    for await (const chunk of inflate(counted(opened.body, limit), onFormat)) {
      limit.delivered(chunk.length)
      yield chunk
    }
  } catch (error) {
    const code = inflateErrorCode(error)
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
  const why = code === 'TRUNCATED' ? 'its compressed bytes end too early' : 'its compressed bytes are damaged'
  const what = `${why}. The data returned so far is incomplete: read the document again.`
  return new DocumentError({ code, reportDocumentId: source.reportDocumentId, what, cause })
}

function charsetError({ reportDocumentId }: ContentSource, cause: RangeError): DocumentError {
  const what = `its charset is not supported (${cause.message}). Set the option charset.`
  return new DocumentError({ code: 'CHARSET', reportDocumentId, what, cause })
}
