import { DocumentError } from '@reportline/documents'
import { reportTypeFacts } from '@reportline/report-types'
import type { DocumentAddress, DocumentSource } from './document-source.ts'
import { idleTimeout } from './idle-timeout.ts'
import { type ResponseBody, responseBody } from './response-body.ts'
import { isWebPage, readStoreError, type StoreError } from './store-error.ts'

/** The rest of a document that was delivered in part. */
export interface DocumentRange {
  /** Offset of the first byte to request. */
  readonly offset: number
  /** The ETag or date of the delivered part, sent as `If-Range`. */
  readonly validator: string
}

/** Identifies a version of a document. */
export interface DocumentVersion {
  /** A strong ETag. */
  readonly etag?: string | undefined
  /** The `Last-Modified` header. */
  readonly date?: string | undefined
}

/** A response with a document, or with the rest of one. */
export interface StoreResponse {
  readonly contentType: string | undefined
  /** The position of the body's first byte in the document. */
  readonly offset: number
  /** The length of the whole document, if announced. */
  readonly totalBytes: number | undefined
  /** Empty if the rest of this response cannot be requested. */
  readonly version: DocumentVersion
  /** The bytes as they arrive, after fetch has decoded a `Content-Encoding`. */
  readonly body: ResponseBody
}

/**
 * Sends one request for a document, or for the rest of one.
 *
 * @returns The response; a StoreError if the request failed; `range unavailable` if the store did not send the requested
 *   range, so that the whole document has to be requested.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */
export async function fetchDocument(
  source: DocumentSource,
  address: DocumentAddress,
  range: DocumentRange | undefined,
  signal: AbortSignal,
): Promise<StoreResponse | StoreError | 'range unavailable'> {
  const { reportDocumentId, fetch } = source
  const controller = new AbortController()
  const ended = AbortSignal.any([signal, controller.signal])
  const headers = range === undefined ? {} : { range: `bytes=${range.offset}-`, 'if-range': range.validator }
  const timeout = idleTimeout(reportDocumentId, controller)
  let response: Response
  timeout.start()
  try {
    response = await fetch(address.url, { headers, signal: ended })
  } catch (error) {
    timeout.clear()
    if (signal.aborted) throw signal.reason
    return { error: networkError(reportDocumentId, error), expired: false, retryable: true }
  }
  const extent = extentOf(response, range, source.reportType)
  if (extent === 'error') {
    const error = await readStoreError(reportDocumentId, response, ended).finally(() => timeout.clear())
    signal.throwIfAborted()
    return error
  }
  timeout.pause()
  if (extent === 'range unavailable') {
    timeout.clear()
    await response.body?.cancel().catch(() => {})
    return extent
  }
  const { offset, bodyBytes, totalBytes } = extent
  const contentType = response.headers.get('content-type') ?? undefined
  const body = responseBody(response, { reportDocumentId, signal: ended, timeout, expectedBytes: bodyBytes })
  return { contentType, offset, totalBytes, version: versionOf(response), body }
}

interface Extent {
  readonly offset: number
  /** The length of the body, if announced. */
  readonly bodyBytes: number | undefined
  readonly totalBytes: number | undefined
}

/** A partial response that was not requested is an error, and so is a web page from a proxy. */
function extentOf(
  response: Response,
  range: DocumentRange | undefined,
  reportType: string | undefined,
): Extent | 'error' | 'range unavailable' {
  if (range !== undefined && response.status === 416) return 'range unavailable'
  if (!response.ok || (range === undefined && response.status === 206)) return 'error'
  if (isWebPage(response) && reportType !== undefined && reportTypeFacts(reportType) !== undefined) return 'error'
  return range !== undefined && response.status === 206
    ? (partialExtent(response, range) ?? 'range unavailable')
    : wholeExtent(response)
}

/** If fetch has decoded a `Content-Encoding`, the announced length is not that of the body. */
function wholeExtent({ headers }: Response): Extent {
  const length = Number(headers.get('content-length') ?? Number.NaN)
  const announced = Number.isInteger(length) && !headers.has('content-encoding') ? length : undefined
  return { offset: 0, bodyBytes: announced, totalBytes: announced }
}

/** @returns Undefined unless the response has the requested range. */
function partialExtent({ headers }: Response, range: DocumentRange): Extent | undefined {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? []
  if (Number(first) !== range.offset || headers.has('content-encoding')) return undefined
  const bodyBytes = Number(last) - Number(first) + 1
  if (bodyBytes < 1) return undefined
  return { offset: range.offset, bodyBytes, totalBytes: total === '*' ? undefined : Number(total) }
}

/** A weak ETag does not guarantee identical bytes. A body that fetch decodes cannot be resumed in the middle. */
function versionOf({ headers }: Response): DocumentVersion {
  if (headers.has('content-encoding')) return {}
  const etag = headers.get('etag')
  return {
    etag: etag?.startsWith('"') ? etag : undefined,
    date: headers.get('last-modified') ?? undefined,
  }
}

function networkError(reportDocumentId: string, error: unknown): DocumentError {
  if (error instanceof DocumentError) return error
  const what = 'the document store could not be reached. Check the network, or try again later.'
  return new DocumentError({ code: 'NETWORK', reportDocumentId, what, cause: error })
}
