import { hash } from 'node:crypto'

/** Headers by name, in any case; `Headers`, and those of a request to a Node server, fit. */
export type HeaderValues = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** The parts of an HTTP request that are signed. */
export interface RequestParts {
  /** Such as `GET`; the case does not count. */
  readonly method: string
  /** The whole URL, or its path and query as they stand in the request line. */
  readonly url: string | URL
  readonly headers: HeaderValues
  /** The body's bytes, or its text, which is sent in UTF-8. Left out: none. */
  readonly body?: string | Uint8Array | undefined
}

/** Where a request goes. */
export interface Target {
  /** With its port, if it is not the scheme's own. Not known from a path alone. */
  readonly host: string | undefined
  /** As it stands in the request. */
  readonly path: string
  /** What follows the first question mark, as it stands in the request. */
  readonly query: string
}

/** Splits a URL, or a path and query, leaving every character of path and query as it is. */
export function targetOf(url: string | URL): Target {
  const [, authority, rest = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/([^/?#]*))?([^#]*)/is.exec(String(url)) ?? []
  const mark = rest.indexOf('?')
  const host = authority?.replace(/^.*@/, '')
  return mark < 0 ? { host, path: rest, query: '' } : { host, path: rest.slice(0, mark), query: rest.slice(mark + 1) }
}

/** Headers by their lower-case names. The values of a header that occurs more than once are joined with commas. */
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

/** A header's value as it is signed: without white space around it, and one space for each run of it. */
function cleanValue(value: string): string {
  return value.trim().replaceAll(/\s+/g, ' ')
}

/** The SHA-256 of text (in UTF-8) or bytes, in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content)
}
