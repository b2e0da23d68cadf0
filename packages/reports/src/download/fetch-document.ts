import { DocumentError } from '@reportline/documents'
import { contentTypeFrom, type Redactor, redactor, requestIdFrom } from '@reportline/redact'
import { reportTypeFacts } from '@reportline/report-types'
import { checkDownloadUrl } from './check-download-url.ts'
import type { DocumentSource, DownloadUrl } from './document-source.ts'
import type { DownloadUrlCache } from './download-url-cache.ts'
import { idleTimeout, type ResponseBody, responseBody } from './response-body.ts'

const maxAttempts = 3
/** Maximum delay before the second attempt; it doubles with each further attempt. Milliseconds. */
const firstDelayMs = 1_000
const maxDelayMs = 30_000

/** Requests the whole document, or the rest of it. */
export type DocumentFetch = (range: DocumentRange | undefined) => Promise<StoreResponse>

/**
 * Creates a function that requests a document from the document store and retries. An expired download URL is replaced once;
 * network errors and transient error responses are retried with a delay.
 *
 * @param signal Aborts the requests and the delays between them.
 */
export function fetchWithRetry(source: DocumentSource, urls: DownloadUrlCache, signal: AbortSignal): DocumentFetch {
  let requestsSent = 0
  return async (requested) => {
    let range = requested
    let attempt = 1
    let replacedUrl = false
    for (;;) {
      const downloadUrl = await urls.get(signal)
      requestsSent += 1
      source.onEvent({ type: 'download', reportDocumentId: source.reportDocumentId, attempt: requestsSent })
      const response = await fetchDocument(source, downloadUrl, range, signal)
      if (response === 'range unavailable') {
        range = undefined
        continue
      }
      if ('body' in response) return response
      if (response.expired) urls.invalidate(downloadUrl)
      if (response.expired && !replacedUrl) {
        replacedUrl = true
      } else if (response.retryable && attempt < maxAttempts) {
        await retryDelay(source, attempt, signal)
        attempt += 1
      } else {
        throw response.error
      }
    }
  }
}

/** Waits before a retry: a random part of a delay that doubles with each attempt. */
export async function retryDelay(
  { clock, random }: DocumentSource,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1)), signal)
}

/** The rest of a document that was delivered in part. */
export interface DocumentRange {
  /** Offset of the first byte to request. */
  readonly offset: number
  /** The ETag or date of the delivered part, sent as `If-Range`. */
  readonly validator: string
}

/** Identifies a version of a document. */
interface DocumentVersion {
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
  /** If fetch decodes a `Content-Encoding`: the length of the encoded body, or 0 if it was not announced. */
  readonly sentBytes: number | undefined
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
async function fetchDocument(
  source: DocumentSource,
  downloadUrl: DownloadUrl,
  range: DocumentRange | undefined,
  signal: AbortSignal,
): Promise<StoreResponse | StoreError | 'range unavailable'> {
  const { reportDocumentId } = source
  const redact = urlRedactor(downloadUrl)
  const controller = new AbortController()
  const ended = AbortSignal.any([signal, controller.signal])
  // Documents are compressed already. Inflating by fetch would bypass the limit on the compression ratio.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (range !== undefined) Object.assign(headers, { range: `bytes=${range.offset}-`, 'if-range': range.validator })
  const timeout = idleTimeout(reportDocumentId, controller)
  let response: Response
  timeout.start()
  try {
    response = await fetchFollowing(downloadUrl.url, { headers, signal: ended }, source)
  } catch (error) {
    timeout.clear()
    if (signal.aborted) throw signal.reason
    const failure = networkError(reportDocumentId, error)
    return { error: failure, expired: false, retryable: failure.code !== 'UNSAFE_URL' }
  }
  const extent = extentOf(response, range, source.reportType)
  if (extent === 'error') {
    const error = await readStoreError(reportDocumentId, response, redact, ended).finally(() => timeout.clear())
    signal.throwIfAborted()
    return error
  }
  timeout.pause()
  if (extent === 'range unavailable') {
    timeout.clear()
    await response.body?.cancel().catch(() => {})
    return extent
  }
  const { offset, bodyBytes, totalBytes, sentBytes } = extent
  const contentType = contentTypeFrom(response.headers.get('content-type'), redact)
  const body = responseBody(response, { reportDocumentId, signal: ended, timeout, expectedBytes: bodyBytes })
  return { contentType, offset, totalBytes, sentBytes, version: versionOf(response), body }
}

const redirects = new Set([301, 302, 303, 307, 308])
const maxRedirects = 3

/** Follows redirects to other hosts of Amazon only. */
async function fetchFollowing(
  downloadUrl: string,
  init: RequestInit,
  { fetch, documentHosts, reportDocumentId }: DocumentSource,
): Promise<Response> {
  let url = checkDownloadUrl(downloadUrl, documentHosts, reportDocumentId)
  for (let followed = 0; ; followed++) {
    const response = await fetch(url.href, { ...init, redirect: 'manual' })
    const location = redirects.has(response.status) ? response.headers.get('location') : null
    if (location === null || followed >= maxRedirects) return response
    await response.body?.cancel().catch(() => {})
    const next = URL.canParse(location, url.href) ? new URL(location, url.href).href : location
    url = checkDownloadUrl(next, documentHosts, reportDocumentId)
  }
}

interface Extent {
  readonly offset: number
  /** The length of the body, if announced. */
  readonly bodyBytes: number | undefined
  readonly totalBytes: number | undefined
  readonly sentBytes?: number | undefined
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
  const announced = Number.isInteger(length) ? length : undefined
  if (headers.has('content-encoding')) {
    return { offset: 0, bodyBytes: undefined, totalBytes: undefined, sentBytes: announced ?? 0 }
  }
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

/** A failed request to the document store. */
interface StoreError {
  readonly error: DocumentError
  /** The download URL has expired: request a new one. */
  readonly expired: boolean
  /** The same request may succeed later. */
  readonly retryable: boolean
}

/** Maximum number of characters to read of an error response. */
const maxErrorLength = 16_384

/**
 * Reads an XML error response of S3. Only its code and request id are kept, because other parts repeat the request.
 *
 * @param redact Removes the credentials of the download URL.
 * @param signal Stops reading. What has been read so far is used.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
async function readStoreError(
  reportDocumentId: string,
  response: Response,
  redact: Redactor,
  signal: AbortSignal,
): Promise<StoreError> {
  const { status } = response
  const xml = await readStart(response, signal)
  const storeCode = storeCodeFrom(element(xml, 'Code'), redact)
  const requestId = requestIdFrom(response.headers.get('x-amz-request-id') ?? element(xml, 'RequestId'), redact)
  const expired = status === 403 && (storeCode === 'ExpiredToken' || /expired/i.test(element(xml, 'Message') ?? ''))
  const error = new DocumentError({
    code: expired ? 'URL_EXPIRED' : 'REFUSED',
    reportDocumentId,
    what: messageOf(response, expired, storeCode),
    status,
    storeCode,
    requestId,
  })
  return { error, expired, retryable: status === 429 || status >= 500 || (response.ok && isWebPage(response)) }
}

/** The query of a presigned URL gives access to the document. */
function urlRedactor({ url }: DownloadUrl): Redactor {
  return redactor(URL.canParse(url) ? [...new URL(url).searchParams.values()] : [url])
}

/** The codes of S3 are words without spaces. */
function storeCodeFrom(code: string | undefined, redact: Redactor): string | undefined {
  return code !== undefined && /^[\w.]{1,60}$/.test(code) && redact(code) === code ? code : undefined
}

/** No document of the catalogue is an HTML page. */
function isWebPage({ headers }: Response): boolean {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '')
}

function messageOf(response: Response, expired: boolean, storeCode: string | undefined): string {
  const { status } = response
  if (expired)
    return 'its download URL has expired, and so has a new one. Check that the clock of this machine is right.'
  if (isWebPage(response)) {
    return `received a web page instead (status ${status}). Check for a proxy that sends one, or try again later.`
  }
  const reason = storeCode === undefined ? `status ${status}` : `status ${status}, ${storeCode}`
  return `the document store refused the request (${reason}). Try again later, or request the report again.`
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]{1,200})</${name}>`).exec(xml)?.[1]
}

async function readStart(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let start = ''
  const cancel = () => void reader?.cancel().catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  try {
    while (start.length <= maxErrorLength) {
      const chunk = await reader?.read()
      if (chunk?.value === undefined) break
      start += decoder.decode(chunk.value, { stream: true })
    }
  } catch {
    // The status is known. An incomplete body does not change the result.
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
  return start
}
