import { DocumentError } from './document-error.ts'

/** What the document store refused a download with. */
export interface StoreRefusal {
  readonly error: DocumentError
  /** The address was good once: a fresh one helps. */
  readonly expired: boolean
  /** The same address may work in a moment. */
  readonly passing: boolean
}

const longestBody = 16_384

/**
 * Reads the XML that S3 refuses with. Only its code and request id are kept: other parts of it repeat the request.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function readRefusal(reportDocumentId: string, response: Response): Promise<StoreRefusal> {
  const { status } = response
  const text = await beginningOf(response)
  const storeCode = element(text, 'Code')
  const requestId = response.headers.get('x-amz-request-id') ?? element(text, 'RequestId')
  const expired = status === 403 && (storeCode === 'ExpiredToken' || /expired/i.test(element(text, 'Message') ?? ''))
  const error = new DocumentError({
    code: expired ? 'URL_EXPIRED' : 'REFUSED',
    reportDocumentId,
    what: expired
      ? 'its address has expired, and so had the fresh one. Check that the clock of this machine is right.'
      : `the document store refused it (${reason(status, storeCode)}). Try again later, or ask for the report again.`,
    status,
    storeCode,
    requestId,
  })
  return { error, expired, passing: status === 429 || status >= 500 }
}

function reason(status: number, storeCode: string | undefined): string {
  return storeCode === undefined ? `status ${status}` : `status ${status}, ${storeCode}`
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]{1,200})</${name}>`).exec(xml)?.[1]
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > longestBody) break
    }
  } catch {
    // The status has been received; a body that breaks off changes nothing about the refusal.
  }
  return text
}
