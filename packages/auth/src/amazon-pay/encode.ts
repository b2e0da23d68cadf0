/** For each byte: itself where RFC 3986 calls it unreserved, otherwise `%` and two digits. */
const encoded = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

/**
 * Encodes a text as RFC 3986 has it: all but letters, digits and `-._~`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
function encode(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += encoded[byte]
  return text
}

/** Undoes percent-encoding, byte by byte, so that what is not UTF-8 survives. A `%` without two digits stands for itself. */
function decode(text: string): Uint8Array {
  if (!text.includes('%')) return Buffer.from(text)
  const parts = text.split(/((?:%[0-9a-f]{2})+)/i)
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.from(part.replaceAll('%', ''), 'hex'))),
  )
}

/** How a path is brought into its canonical form: decoded first, or encoded as it is, as the .NET SDK signs it. */
export type PathEncoding = 'once' | 'twice'

/**
 * The path as it is signed: runs of `/` become one, each segment is encoded, an empty path is `/`.
 * A `%2F` stays inside its segment (a judgement: no source shows one).
 */
export function canonicalPath(path: string, encoding: PathEncoding = 'once'): string {
  const segments = `/${path}`.replaceAll(/\/+/g, '/').split('/')
  return segments.map((segment) => (encoding === 'once' ? decodeAndEncode(segment) : encodeText(segment))).join('/')
}

/**
 * The query as it is signed: keys and values decoded and encoded again, sorted by encoded key, then by encoded value.
 * `+` is a space (a judgement: so do form decoders, on which the services of other SDKs rely).
 */
export function canonicalQuery(query: string): string {
  return queryPairs(query)
    .sort(([key, value], [otherKey, otherValue]) => compare(key, otherKey) || compare(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&')
}

/** A query's pairs, encoded, in the order in which they are sent. */
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

/** Whether nothing is to be decoded or encoded, as in most of what is sent. */
function isPlain(text: string): boolean {
  return /^[\w\-.~]*$/.test(text)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
