import type { Operation } from './operation.ts'

/**
 * Removes secrets from an error that was thrown before the request was sent. The runtime's errors about a URL or a header
 * quote it. They are recognized by their message and replaced. Any other error is returned unchanged.
 */
export function sanitizeError({ id }: Operation, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  if (/\burl\b/i.test(error.message)) {
    return new TypeError(`${id}: the URL of the request is invalid. Check the base URL and the path parameters.`)
  }
  if (/header|bytestring/i.test(error.message)) {
    return new TypeError(`${id}: HTTP does not allow the name or the value of one of the request headers.`)
  }
  return error
}
