import { type DocumentFormat, reportTypeFacts } from '@reportline/report-types'
import type { Charset } from './charset.ts'
import { decode, type OnCharset } from './decode.ts'
import { DocumentError } from './document-error.ts'
import { inflate, inflateFault } from './inflate.ts'
import { usualCharset } from './usual-charset.ts'

/** Bytes that can be read, as they are stored. */
export interface OpenedBytes {
  /** The header that came with them. */
  readonly contentType: string | undefined
  /** How many bytes they are, where that is known. */
  readonly length: number | undefined
  readonly body: AsyncGenerator<Uint8Array>
}

/** Where a document's bytes come from, and what is known of them. */
export interface ContentSource {
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
}

/** How a document is taken, where what it says of itself is wrong or nothing. */
export interface ReadOptions {
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
  /** What the document is, where the catalogue does not know its type or knows it wrong. */
  readonly format?: DocumentFormat
}

/**
 * A document as its readers (rows, records, settlements, files) see it: downloaded, archived and local documents are
 * the same to them. The caller's `charset` and `format` are in it already.
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
export function documentContent(source: ContentSource, options: ReadOptions = {}): DocumentContent {
  const { reportDocumentId, reportType, marketplaceIds = [] } = source
  return {
    reportDocumentId,
    reportType,
    marketplaceIds,
    format: options.format ?? (reportType === undefined ? undefined : reportTypeFacts(reportType)?.format),
    bytes: (signal) => readBytes(source, signal),
    text: (signal, onCharset) => readText(source, options.charset, signal, onCharset),
  }
}

/** The bytes as they are stored. */
export async function* readRaw(source: ContentSource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted()
  const { body } = await source.open(signal)
  yield* body
}

async function* readBytes(source: ContentSource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted()
  yield* inflated(source, await source.open(signal))
}

async function* readText(
  source: ContentSource,
  charset: string | undefined,
  signal: AbortSignal,
  onCharset?: OnCharset,
): AsyncGenerator<string> {
  signal.throwIfAborted()
  const opened = await source.open(signal)
  const usual = usualCharset(source.reportType, source.marketplaceIds ?? [])
  const hints = { option: charset, contentType: opened.contentType, usual, fallback: source.fallbackCharset }
  try {
    for await (const text of decode(inflated(source, opened), hints, onCharset)) yield text
  } catch (error) {
    throw error instanceof RangeError ? charsetError(source, error) : error
  }
}

async function* inflated(source: ContentSource, { body, contentType }: OpenedBytes): AsyncGenerator<Uint8Array> {
  try {
    const onFormat = (compressed: boolean) => source.onOpened?.({ contentType, compressed })
    for await (const chunk of inflate(body, onFormat)) yield chunk
  } catch (error) {
    const code = inflateFault(error)
    throw code === undefined ? error : inflateError(source, code, error)
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
