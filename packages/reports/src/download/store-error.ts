import { DocumentError } from '@reportline/documents'

/** What the document store refused a download with. */
export interface StoreError {
  readonly error: DocumentError
  /** The address was good once: a fresh one helps. */
  readonly expired: boolean
  /** The same address may work in a moment. */
  readonly passing: boolean
}

const maxErrorBodyLength = 16_384

/**
 * Reads the XML that S3 refuses with. Only its code and request id are kept: other parts of it repeat the request.
 *
 * @param signal Ends the reading; what has come by then counts.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function readStoreError(
  reportDocumentId: string,
  response: Response,
  signal: AbortSignal,
): Promise<StoreError> {
  const { status } = response
  const text = await beginningOf(response, signal)
  const storeCode = element(text, 'Code')
  const requestId = response.headers.get('x-amz-request-id') ?? element(text, 'RequestId')
  const expired = status === 403 && (storeCode === 'ExpiredToken' || /expired/i.test(element(text, 'Message') ?? ''))
  const error = new DocumentError({
    code: expired ? 'URL_EXPIRED' : 'REFUSED',
    reportDocumentId,
    what: expired
      ? 'its address has expired, and so had the fresh one. Check that the clock of this machine is right.'
      : isWebPage(response)
        ? `a web page came in its place (status ${status}). Look for a proxy that sends one, or try again later.`
        : `the document store refused it (${reason(status, storeCode)}). Try again later, or ask for the report again.`,
    status,
    storeCode,
    requestId,
  })
  return { error, expired, passing: status === 429 || status >= 500 || (response.ok && isWebPage(response)) }
}

/** No document of the catalogue is one. */
export function isWebPage({ headers }: Response): boolean {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '')
}

function reason(status: number, storeCode: string | undefined): string {
  return storeCode === undefined ? `status ${status}` : `status ${status}, ${storeCode}`
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]{1,200})</${name}>`).exec(xml)?.[1]
}

async function beginningOf(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  const cancel = () => void reader?.cancel().catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  try {
    while (text.length <= maxErrorBodyLength) {
      const piece = await reader?.read()
      if (piece?.value === undefined) break
      text += decoder.decode(piece.value, { stream: true })
    }
  } catch {
    // The status has been received; a body that breaks off changes nothing about the refusal.
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
  return text
}
