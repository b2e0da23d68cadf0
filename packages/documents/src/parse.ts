import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findMarketplace } from '@reportline/report-types'
import { fallbackCharset } from './content/charset.ts'
import type { OpenBytes, OpenedBytes, ReadOptions } from './content/content-source.ts'
import { checkMaxBytes } from './content/size-limit.ts'
import { readableDocument } from './readable-document.ts'
import type { ReportDocument } from './report-document.ts'

/** The bytes of a document: in memory, as the path or `file:` URL of a file, or as a stream, which can be read once. */
export type DocumentInput = Uint8Array | ArrayBuffer | string | URL | AsyncIterable<Uint8Array>

/** What is known about a document that was not downloaded by Reportline. */
export interface ParseOptions extends ReadOptions {
  /** The report type. It determines the format and the charset. */
  readonly reportType?: string | undefined
  /** Country code or id of the marketplace. It determines the charset too. */
  readonly marketplace?: string | undefined
  /** The `Content-Type` header of the document. */
  readonly contentType?: string | undefined
  /** Identifies the document in error messages. Defaults to the file name, or `document`. */
  readonly name?: string | undefined
}

/**
 * Reads a document that you already have, compressed or not, with the same readers as a downloaded one. Nothing is read
 * until you use one of the document's methods.
 *
 * @param input The bytes, a path, a `file:` URL, or a stream of bytes.
 * @param options What is known about the document, such as its report type.
 * @returns The document. Its methods throw a DocumentError if it cannot be read.
 * @throws TypeError if the input or an option is invalid.
 * @example
 * const document = parse('listings.tsv.gz', { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplace: 'DE' })
 * for await (const rows of document.rows()) console.table(rows)
 */
export function parse(input: DocumentInput, options: ParseOptions = {}): ReportDocument {
  const { reportType, marketplace, contentType, charset, format, maxBytes } = options
  checkMaxBytes(maxBytes)
  // An unknown name is kept: it may be the id of a new marketplace.
  const marketplaceIds = marketplace === undefined ? [] : [findMarketplace(marketplace)?.id ?? marketplace]
  const path = typeof input === 'string' ? input : input instanceof URL ? fileURLToPath(input) : undefined
  const reportDocumentId = options.name ?? (path === undefined ? 'document' : basename(path))
  return readableDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset: fallbackCharset(marketplaceIds),
    defaults: { charset, format, maxBytes },
    open: path === undefined ? openInput(input, contentType) : openPath(reportDocumentId, path, contentType),
  })
}

function openPath(reportDocumentId: string, path: string, contentType: string | undefined): OpenBytes {
  if (path === '') throw new TypeError('the path of a document must not be empty')
  return async (signal) => {
    const { storedFile } = await import('./storage/stored-file.ts')
    return storedFile({ reportDocumentId, path, contentType, signal })
  }
}

function openInput(input: DocumentInput, contentType: string | undefined): OpenBytes {
  const bytes = input instanceof ArrayBuffer ? new Uint8Array(input) : input
  if (bytes instanceof Uint8Array) {
    return async () => ({ contentType, length: bytes.length, body: single(bytes) })
  }
  if (!isStream(bytes)) throw new TypeError('a document must be bytes, a path, a file: URL, or a stream of bytes')
  let opened = false
  return async (signal): Promise<OpenedBytes> => {
    if (opened) throw new TypeError('a stream can be read only once. Pass bytes or a path to read a document again.')
    opened = true
    return { contentType, length: undefined, body: readStream(bytes, signal) }
  }
}

function isStream(input: unknown): input is AsyncIterable<Uint8Array> {
  return typeof input === 'object' && input !== null && Symbol.asyncIterator in input
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Reads a stream until it ends or the signal aborts, even while a read is pending. */
async function* readStream(stream: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = iteratorOf(stream)
  let rejectPending = () => {}
  const abort = () => rejectPending()
  signal.addEventListener('abort', abort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        rejectPending = () => reject(signal.reason)
        iterator.next().then(resolve, reject)
      })
      if (done) return
      yield value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    void Promise.resolve(iterator.return?.()).catch(() => {})
  }
}

/** `return()` of a web stream's own iterator waits until a pending read settles; cancelling its reader does not. */
function iteratorOf(stream: AsyncIterable<Uint8Array>): AsyncIterator<Uint8Array, undefined> {
  if (!(stream instanceof ReadableStream)) return stream[Symbol.asyncIterator]()
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader()
  return {
    async next() {
      const { done, value } = await reader.read()
      return done ? { done, value: undefined } : { done, value }
    },
    async return() {
      await reader.cancel()
      return { done: true, value: undefined }
    },
  }
}
