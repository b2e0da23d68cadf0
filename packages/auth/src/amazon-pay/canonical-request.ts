import type { SignatureAlgorithm } from './algorithm.ts'
import { canonicalPath, canonicalQuery } from './encode.ts'
import { headersOf, type RequestParts, sha256, targetOf } from './request-parts.ts'

/** The signed parts of a request in canonical form. */
export interface CanonicalParts {
  readonly method: string
  readonly path: string
  readonly query: string
  /** Names in lower case with their values, in the order of `SignedHeaders`. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** `SignedHeaders` in its original case, because Amazon's Node SDK keeps and hashes the case of its caller. */
  readonly signedHeaders: string
  /** The SHA-256 of the body, in hexadecimal digits. */
  readonly bodyHash: string
}

/**
 * Converts a request to canonical form.
 *
 * @param signedHeaders The names of the signed headers, separated by semicolons, in any case and order. A header that the
 *   request lacks counts as empty.
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

/** Returns the canonical request, the string whose hash is signed. */
export function canonicalRequest(parts: CanonicalParts): string {
  const headers = parts.headers.map(([name, value]) => `${name}:${value}\n`).join('')
  // The headers end with a line break, so an empty line follows them.
  return [parts.method, parts.path, parts.query, headers, parts.signedHeaders, parts.bodyHash].join('\n')
}

/** Returns the string to sign: the name of the algorithm and the hash of the canonical request. */
export function stringToSign(algorithm: SignatureAlgorithm, canonical: string): string {
  return `${algorithm}\n${sha256(canonical)}`
}
