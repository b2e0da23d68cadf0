import { DocumentError } from '@reportline/documents'
import { reportTypeFacts } from '@reportline/report-types'
import type { DocumentAddress, DocumentSource } from './document-source.ts'
import { idleTimeout } from './idle-timeout.ts'
import { type Body, responseBody } from './response-body.ts'
import { isWebPage, readStoreError, type StoreError } from './store-error.ts'

/** The rest of a document that has been delivered in part. */
export interface DocumentRange {
  /** The first byte that is wanted. */
  readonly from: number
  /** What the document had when it was delivered: an ETag or a date. */
  readonly validator: string
}

/** What tells a version of a document from others. */
export interface Version {
  /** A strong one. */
  readonly etag?: string
  /** The `Last-Modified` header. */
  readonly date?: string
}

/** A document, or its rest, that begins to come. */
export interface StoreResponse {
  readonly contentType: string | undefined
  /** Where in the document the body begins. */
  readonly from: number
  /** The length of the whole document, where it was announced. */
  readonly total: number | undefined
  /** What tells this version of the document from others, best first. Nothing where its rest cannot be asked for. */
  readonly version: Version
  /** The bytes as they come, after fetch has undone a `Content-Encoding`. */
  readonly body: Body
}

/**
 * Sends one request for a document or its rest.
 *
 * @returns `no range` where the store did not give the rest that was asked for: ask for the whole.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */
export async function fetchDocument(
  source: DocumentSource,
  address: DocumentAddress,
  rest: DocumentRange | undefined,
  signal: AbortSignal,
): Promise<StoreResponse | StoreError | 'no range'> {
  const { reportDocumentId, fetch } = source
  const stopped = new AbortController()
  const ended = AbortSignal.any([signal, stopped.signal])
  const headers = rest === undefined ? {} : { range: `bytes=${rest.from}-`, 'if-range': rest.validator }
  const silence = idleTimeout(reportDocumentId, stopped)
  let response: Response
  silence.begin()
  try {
    response = await fetch(address.url, { headers, signal: ended })
  } catch (error) {
    silence.stop()
    if (signal.aborted) throw signal.reason
    return { error: unreachable(reportDocumentId, error), expired: false, passing: true }
  }
  const extent = extentOf(response, rest, source.reportType)
  if (extent === 'refused') {
    const refusal = await readStoreError(reportDocumentId, response, ended).finally(() => silence.stop())
    signal.throwIfAborted()
    return refusal
  }
  silence.end()
  if (extent === 'no range') {
    silence.stop()
    await response.body?.cancel().catch(() => {})
    return extent
  }
  const { from, length, total } = extent
  const contentType = response.headers.get('content-type') ?? undefined
  const body = responseBody(response, { reportDocumentId, signal: ended, silence, expected: length })
  return { contentType, from, total, version: versionOf(response), body }
}

interface Extent {
  readonly from: number
  /** Bytes that the body has. */
  readonly length: number | undefined
  readonly total: number | undefined
}

/** A part that nobody asked for is no document, and neither is the web page of somebody on the way. */
function extentOf(
  response: Response,
  rest: DocumentRange | undefined,
  reportType: string | undefined,
): Extent | 'refused' | 'no range' {
  if (rest !== undefined && response.status === 416) return 'no range'
  if (!response.ok || (rest === undefined && response.status === 206)) return 'refused'
  if (isWebPage(response) && reportType !== undefined && reportTypeFacts(reportType) !== undefined) return 'refused'
  return rest !== undefined && response.status === 206 ? (partOf(response, rest) ?? 'no range') : wholeOf(response)
}

/** What fetch has inflated on the way has another length than the header says. */
function wholeOf({ headers }: Response): Extent {
  const length = Number(headers.get('content-length') ?? Number.NaN)
  const total = Number.isInteger(length) && !headers.has('content-encoding') ? length : undefined
  return { from: 0, length: total, total }
}

/** Undefined unless it is the rest that was asked for. */
function partOf({ headers }: Response, rest: DocumentRange): Extent | undefined {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? []
  if (Number(first) !== rest.from || headers.has('content-encoding')) return undefined
  const length = Number(last) - Number(first) + 1
  return length < 1 ? undefined : { from: rest.from, length, total: total === '*' ? undefined : Number(total) }
}

/** A weak ETag vouches for no bytes. What fetch inflates on the way cannot be continued in the middle. */
function versionOf({ headers }: Response): Version {
  if (headers.has('content-encoding')) return {}
  const etag = headers.get('etag')
  const date = headers.get('last-modified')
  return { ...(etag?.startsWith('"') ? { etag } : {}), ...(date === null ? {} : { date }) }
}

function unreachable(reportDocumentId: string, error: unknown): DocumentError {
  if (error instanceof DocumentError) return error
  const what = 'the document store could not be reached. Check the network, or try again later.'
  return new DocumentError({ code: 'NETWORK', reportDocumentId, what, cause: error })
}
