import { randomUUID } from 'node:crypto'
import type { WireAnswer } from '../server/wire-response.ts'

const messages: Readonly<Record<number, readonly [code: string, message: string]>> = {
  403: ['AccessDenied', 'Access Denied'],
  404: ['NoSuchKey', 'The specified key does not exist.'],
  500: ['InternalError', 'We encountered an internal error. Please try again.'],
  503: ['SlowDown', 'Please reduce your request rate.'],
}

/** An error in the form that S3 gives it: XML, never JSON. */
export function storageError(
  status: number,
  [code, message]: readonly [string, string] = messages[status] ?? ['InternalError', 'The request failed.'],
  more: Readonly<Record<string, string | number>> = {},
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  const requestId = randomUUID()
  const elements = Object.entries({ Code: code, Message: message, ...more, RequestId: requestId })
  const xml = elements.map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`).join('')
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml}</Error>`,
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
