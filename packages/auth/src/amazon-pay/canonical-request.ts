import type { SignatureAlgorithm } from './algorithm.ts'
import { canonicalPath, canonicalQuery } from './encode.ts'
import { headersOf, type RequestParts, sha256, targetOf } from './request-parts.ts'

/** What is signed of a request, each part in its canonical form. */
export interface CanonicalParts {
  readonly method: string
  readonly path: string
  readonly query: string
  /** Lower-case name and value, in the order of `SignedHeaders`. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** `SignedHeaders` as given: Amazon's Node SDK writes the names in its caller's own case, and hashes them so. */
  readonly signedHeaders: string
  /** The SHA-256 of the body, in hexadecimal digits. */
  readonly bodyHash: string
}

/**
 * Brings a request into its canonical form.
 *
 * @param signedHeaders The names of the headers that are signed, joined with semicolons, in any case and order. A header
 *   that the request lacks counts as empty.
 */
export function canonicalParts(request: RequestParts, signedHeaders: string): CanonicalParts {
  const { path, query } = targetOf(request.url)
  const values = headersOf(request.headers)
  const names = signedHeaders === '' ? [] : signedHeaders.toLowerCase().split(';')
  return {
    method: request.method.toUpperCase(),
    path: canonicalPath(path),
    query: canonicalQuery(query),
    headers: names.map((name) => [name, values.get(name) ?? '']),
    signedHeaders,
    bodyHash: sha256(request.body ?? ''),
  }
}

/** The canonical request: the text whose hash is signed. */
export function canonicalRequest(parts: CanonicalParts): string {
  const headers = parts.headers.map(([name, value]) => `${name}:${value}\n`).join('')
  // The block of headers ends with a line break of its own, so an empty line follows it.
  return [parts.method, parts.path, parts.query, headers, parts.signedHeaders, parts.bodyHash].join('\n')
}

/** The string to sign: the algorithm's name, and the hash of the canonical request. */
export function stringToSign(algorithm: SignatureAlgorithm, canonical: string): string {
  return `${algorithm}\n${sha256(canonical)}`
}
