import {
  type Archive,
  archivedSource,
  type ContentSource,
  DocumentError,
  type DocumentOrigin,
  readableDocument,
} from '../../src/index.ts'

/** Returns a body that never ends, and whether it has been cancelled. */
export function endlessBody(first: Uint8Array): { body: ReadableStream<Uint8Array>; cancelled: () => boolean } {
  let cancelled = false
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(first)
    },
    cancel() {
      cancelled = true
    },
  })
  return { body, cancelled: () => cancelled }
}

type StoreResponse = Response | (() => Response)

export interface StoredDocumentOptions {
  readonly reportDocumentId?: string
  readonly archive?: Archive
  readonly origin?: DocumentOrigin
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  readonly now?: () => number
}

/** Creates a document whose downloads return the responses in order. If the last one is a function, it is repeated. */
export function storedDocument(responses: StoreResponse[], options: StoredDocumentOptions = {}) {
  const {
    reportDocumentId = 'doc-1',
    archive,
    origin,
    reportType,
    marketplaceIds,
    now = () => Date.UTC(2025, 0, 15),
  } = options
  let downloads = 0
  const source: ContentSource = {
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset: 'windows-1252',
    async open(signal) {
      downloads += 1
      const next = responses.length > 1 ? responses.shift() : responses[0]
      if (next === undefined) throw new Error('unexpected download')
      const response = typeof next === 'function' ? next() : next
      if (!response.ok)
        throw new DocumentError({ code: 'REFUSED', reportDocumentId, what: 'the store returned an error' })
      const length = response.headers.get('content-length')
      return {
        contentType: response.headers.get('content-type') ?? undefined,
        length: length === null ? undefined : Number(length),
        body: bytesOfBody(response, signal),
      }
    },
  }
  const kept = { ...origin, reportDocumentId, reportType, marketplaceIds }
  const document = readableDocument(archive ? archivedSource(source, archive, kept, now) : source)
  return { document, downloads: () => downloads }
}

async function* bytesOfBody({ body }: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  const cancel = () => void reader?.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  try {
    for (;;) {
      const piece = (await reader?.read())?.value
      signal.throwIfAborted()
      if (piece === undefined) return
      yield piece
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    await reader?.cancel().catch(() => {})
  }
}
