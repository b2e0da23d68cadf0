/** The longest wait that a response can request, in milliseconds. */
const maxWaitMs = 15 * 60_000

/**
 * Reads a `Retry-After` header.
 *
 * @param now - milliseconds since 1970, for headers that contain a date
 * @returns milliseconds to wait, at most 15 minutes; `undefined` without a readable header
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const milliseconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  if (Number.isNaN(milliseconds)) return undefined
  return Math.ceil(Math.min(Math.max(milliseconds, 0), maxWaitMs))
}
