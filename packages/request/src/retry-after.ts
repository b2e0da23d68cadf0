/** The longest that an answer may make a call wait, in milliseconds. */
const longest = 15 * 60_000

/**
 * The milliseconds that a `Retry-After` header asks for, at most a quarter of an hour; `undefined` without a readable
 * header.
 *
 * @param now - milliseconds since 1970, for the header's form with a date
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const milliseconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  if (Number.isNaN(milliseconds)) return undefined
  return Math.ceil(Math.min(Math.max(milliseconds, 0), longest))
}
