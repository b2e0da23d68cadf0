import { DocumentError } from '@reportline/documents'

/** A failed request to the document store. */
export interface StoreError {
  readonly error: DocumentError
  /** The address has expired: request a new one. */
  readonly expired: boolean
  /** The same request may succeed later. */
  readonly retryable: boolean
}

/** Maximum number of characters to read of an error response. */
const maxErrorLength = 16_384

/**
 * Reads an XML error response of S3. Only its code and request id are kept, because other parts repeat the request.
 *
 * @param signal Stops reading. What has been read so far is used.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function readStoreError(
  reportDocumentId: string,
  response: Response,
  signal: AbortSignal,
): Promise<StoreError> {
  const { status } = response
  const xml = await readStart(response, signal)
  const storeCode = element(xml, 'Code')
  const requestId = response.headers.get('x-amz-request-id') ?? element(xml, 'RequestId')
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

/** No document of the catalogue is an HTML page. */
export function isWebPage({ headers }: Response): boolean {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '')
}

function messageOf(response: Response, expired: boolean, storeCode: string | undefined): string {
  const { status } = response
  if (expired) return 'its address has expired, and so has a new one. Check that the clock of this machine is right.'
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
