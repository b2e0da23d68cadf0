import { randomUUID } from 'node:crypto'

/** A response of the document store. */
export interface StorageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
}

const byStatus: Readonly<Record<number, readonly [code: string, message: string]>> = {
  403: ['AccessDenied', 'Access Denied'],
  404: ['NoSuchKey', 'The specified key does not exist.'],
  500: ['InternalError', 'We encountered an internal error. Please try again.'],
  503: ['SlowDown', 'Please reduce your request rate.'],
}

/** Creates an error response in S3's format, which is XML and never JSON. */
export function storageError(
  status: number,
  [code, message]: readonly [string, string] = byStatus[status] ?? ['InternalError', 'The request failed.'],
  details: Readonly<Record<string, string | number>> = {},
  headers: Readonly<Record<string, string>> = {},
): StorageResponse {
  const requestId = randomUUID()
  const elements = Object.entries({ Code: code, Message: message, ...details, RequestId: requestId })
  const xml = elements.map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`).join('')
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml}</Error>`,
  }
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
