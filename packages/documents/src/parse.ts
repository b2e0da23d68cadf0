import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findMarketplace } from '@reportline/report-types'
import type { ContentSource, OpenedBytes, ReadOptions } from './content/document-content.ts'
import { checkMaxBytes } from './content/size-limit.ts'
import { lastCharset } from './content/catalogue-charset.ts'
import { readableDocument } from './readable-document.ts'
import type { ReportDocument } from './report-document.ts'
import { storedFile } from './storage/stored-file.ts'

/**
 * Where the bytes of a document are: in memory, in a file (its path or its `file:` URL), or in a stream, which can be
 * read once.
 */
export type DocumentInput = Uint8Array | ArrayBuffer | string | URL | AsyncIterable<Uint8Array>

/** What is known of a document that is not downloaded. */
export interface ParseOptions extends ReadOptions {
  /** Its report's type, which tells its format and its charset. */
  readonly reportType?: string
  /** Its report's marketplace, by country code or id: it tells the charset, too. */
  readonly marketplace?: string
  /** The `Content-Type` that it came with. */
  readonly contentType?: string
  /** What errors call it. Default: the file's name, or `document`. */
  readonly name?: string
}

/**
 * Reads a document that is at hand, compressed or not, by the same readers as one that is downloaded. Nothing is read
 * before one of its methods is used.
 *
 * @throws TypeError when the input or an option is none.
 */
export function parse(input: DocumentInput, options: ParseOptions = {}): ReportDocument {
  const { reportType, marketplace, contentType, charset, format, maxBytes } = options
  checkMaxBytes(maxBytes)
  const marketplaceIds = marketplace === undefined ? [] : [findMarketplace(marketplace)?.id ?? marketplace]
  const path = typeof input === 'string' ? input : input instanceof URL ? fileURLToPath(input) : undefined
  const reportDocumentId = options.name ?? (path === undefined ? 'document' : basename(path))
  return readableDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset: lastCharset(marketplaceIds),
    defaults: {
      ...(charset === undefined ? {} : { charset }),
      ...(format === undefined ? {} : { format }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    },
    open: path === undefined ? openBytes(input, contentType) : openPath(reportDocumentId, path, contentType),
  })
}

type Open = ContentSource['open']

function openPath(reportDocumentId: string, path: string, contentType: string | undefined): Open {
  if (path === '') throw new TypeError('the path of a document must not be empty')
  return async (signal) => storedFile({ reportDocumentId, path, contentType, signal })
}

function openBytes(input: DocumentInput, contentType: string | undefined): Open {
  const whole = input instanceof ArrayBuffer ? new Uint8Array(input) : input
  if (whole instanceof Uint8Array) {
    return async () => ({ contentType, length: whole.length, body: once([whole]) })
  }
  if (!isStream(whole)) throw new TypeError('a document is given as bytes, as a path, or as a stream of bytes')
  let begun = false
  return async (signal): Promise<OpenedBytes> => {
    if (begun) throw new TypeError('a stream can be read once: give the bytes or a path to read the document again')
    begun = true
    return { contentType, length: undefined, body: streamed(whole, signal) }
  }
}

function isStream(input: unknown): input is AsyncIterable<Uint8Array> {
  return typeof input === 'object' && input !== null && Symbol.asyncIterator in input
}

async function* once(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

/** Whatever the stream waits for, the signal ends it. */
async function* streamed(stream: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = iteratorOf(stream)
  let leave = () => {}
  const abort = () => leave()
  signal.addEventListener('abort', abort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        leave = () => reject(signal.reason)
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

/** The iterator of a web stream answers `return()` only when the stream has answered. */
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
