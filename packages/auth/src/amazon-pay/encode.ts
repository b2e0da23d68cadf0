/** The encoding of each byte: the character itself if RFC 3986 calls it unreserved, otherwise `%` and two digits. */
const encoded = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

/**
 * Percent-encodes bytes according to RFC 3986: all except letters, digits and `-._~`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
function encode(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += encoded[byte]
  return text
}

/** Decodes percent-encoding to bytes, which need not be valid UTF-8. A `%` without two digits remains as it is. */
function decode(text: string): Uint8Array {
  if (!text.includes('%')) return Buffer.from(text)
  const parts = text.split(/((?:%[0-9a-f]{2})+)/i)
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.from(part.replaceAll('%', ''), 'hex'))),
  )
}

/** `once`: a path is decoded before it is encoded. `twice`: it is encoded as it is, as the .NET SDK does. */
export type PathEncoding = 'once' | 'twice'

/**
 * Returns the canonical path: several `/` in a row become one, each segment is encoded, and an empty path becomes `/`.
 * A `%2F` remains part of its segment (assumed: no source shows one).
 */
export function canonicalPath(path: string, encoding: PathEncoding = 'once'): string {
  const segments = `/${path}`.replaceAll(/\/+/g, '/').split('/')
  return segments.map((segment) => (encoding === 'once' ? decodeAndEncode(segment) : encodeText(segment))).join('/')
}

/**
 * Returns the canonical query: keys and values are decoded and encoded again, then sorted by encoded key and encoded value.
 * `+` is a space (assumed: form decoders treat it this way).
 */
export function canonicalQuery(query: string): string {
  return queryPairs(query)
    .sort(([key, value], [otherKey, otherValue]) => compare(key, otherKey) || compare(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&')
}

/** Returns the encoded pairs of a query in their original order. */
export function queryPairs(query: string): [key: string, value: string][] {
  const parts = query.split('&').filter((part) => part !== '')
  return parts.map((part) => {
    const sign = part.indexOf('=')
    return sign < 0 ? [encodeAgain(part), ''] : [encodeAgain(part.slice(0, sign)), encodeAgain(part.slice(sign + 1))]
  })
}

function encodeAgain(text: string): string {
  return decodeAndEncode(text.replaceAll('+', ' '))
}

function decodeAndEncode(text: string): string {
  return isPlain(text) ? text : encode(decode(text))
}

function encodeText(text: string): string {
  return isPlain(text) ? text : encode(Buffer.from(text))
}

/** Whether a string needs neither decoding nor encoding, which is the usual case. */
function isPlain(text: string): boolean {
  return /^[\w\-.~]*$/.test(text)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
