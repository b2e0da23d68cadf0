import type { Redactor } from './redactor.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const otherRequestId = /^[A-Za-z\d][\w-]{0,63}$/

/**
 * Returns a header's value if it looks like a request id: a UUID, or up to 64 letters, digits, hyphens and underscores.
 *
 * @param redact Removes the secrets that a server may have put there instead. An id that is changed by it is none.
 * @returns Undefined for anything else.
 */
export function requestIdFrom(value: string | null | undefined, redact: Redactor): string | undefined {
  if (value === null || value === undefined) return undefined
  if (uuid.test(value)) return value
  return otherRequestId.test(value) && redact(value) === value ? value : undefined
}

const mediaType = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/
const charsetName = /^[\w.:+-]{1,40}$/

/**
 * Returns the media type of a `content-type` header, and its charset, in a form that contains nothing else.
 *
 * @param redact Removes the secrets that a server may have put there instead.
 * @returns Undefined if there is no media type.
 * @example
 * ```ts
 * import { contentTypeFrom, redactor } from '@reportline/redact'
 *
 * contentTypeFrom('text/plain; charset="Cp1252"; name=x', redactor()) // text/plain; charset=Cp1252
 * ```
 */
export function contentTypeFrom(value: string | null | undefined, redact: Redactor): string | undefined {
  const [type = '', ...parameters] = (value ?? '').split(';').map((part) => part.trim())
  const isKnown = (text: string, form: RegExp): boolean => form.test(text) && redact(text) === text
  if (!isKnown(type, mediaType)) return undefined
  const [, charset = ''] =
    parameters.map((parameter) => /^charset\s*=\s*"?([^"]*)"?$/i.exec(parameter)).find((match) => match !== null) ?? []
  return isKnown(charset, charsetName) ? `${type}; charset=${charset}` : type
}
