import type { Operation } from './operation.ts'

/**
 * What went wrong before a request could be sent, without secrets. The run-time's complaints about an address or a
 * header quote it; those are told apart by their words and said anew. Any other error passes.
 */
export function sanitizeError({ id }: Operation, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  if (/\burl\b/i.test(error.message)) {
    return new TypeError(`${id}: the request has no valid URL. Check the client's base URL and the path parameters.`)
  }
  if (/header|bytestring/i.test(error.message)) {
    return new TypeError(`${id}: HTTP does not allow the name or the value of one of the request's headers.`)
  }
  return error
}
