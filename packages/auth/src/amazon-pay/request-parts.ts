import { hash } from 'node:crypto'

/** Headers by name, in any case. `Headers` and the headers of a Node server's request are both assignable. */
export type HeaderValues = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** The parts of an HTTP request that are signed. */
export interface RequestParts {
  /** The HTTP method, in any case. */
  readonly method: string
  /** The whole URL, or the path and query of the request line. */
  readonly url: string | URL
  readonly headers: HeaderValues
  /** The body as bytes, or as a string that is sent in UTF-8. Absent if there is none. */
  readonly body?: string | Uint8Array | undefined
}

/** The target of a request. */
export interface Target {
  /** Includes the port unless it is the default one. Unknown if only a path is given. */
  readonly host: string | undefined
  /** The path as in the request. */
  readonly path: string
  /** The part after the first question mark, as in the request. */
  readonly query: string
}

/** Splits a URL, or a path and query, without changing a character of path and query. */
export function targetOf(url: string | URL): Target {
  const [, authority, rest = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/([^/?#]*))?([^#]*)/is.exec(String(url)) ?? []
  const mark = rest.indexOf('?')
  const host = authority?.replace(/^.*@/, '')
  return mark < 0 ? { host, path: rest, query: '' } : { host, path: rest.slice(0, mark), query: rest.slice(mark + 1) }
}

/** Returns headers by lower-case name. Several values of a header are joined with commas. */
export function headersOf(values: HeaderValues): Map<string, string> {
  const headers = new Map<string, string>()
  const entries = values instanceof Headers ? values.entries() : Object.entries(values)
  for (const [name, value] of entries) {
    if (value === undefined) continue
    const lower = name.toLowerCase()
    const text = (typeof value === 'string' ? [value] : value).map(cleanValue).join(',')
    const before = headers.get(lower)
    headers.set(lower, before === undefined ? text : `${before},${text}`)
  }
  return headers
}

/** Returns a header value as it is signed: trimmed, with one space for each run of white space. */
function cleanValue(value: string): string {
  return value.trim().replaceAll(/\s+/g, ' ')
}

/** Returns the SHA-256 of a string (in UTF-8) or of bytes, in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content)
}
