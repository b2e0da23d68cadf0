import type { SignatureAlgorithm } from './algorithm.ts'
import { type CanonicalParts, canonicalRequest, stringToSign } from './canonical-request.ts'
import { canonicalPath, queryPairs } from './encode.ts'
import { headersOf, type RequestParts, sha256, targetOf } from './request-parts.ts'

/** A way to sign a request that differs from the documented one in one respect. */
export interface Variant {
  /** What is different, as the end of a sentence: "The other side signs the request …". */
  readonly difference: string
  readonly canonicalRequest: string
  readonly stringToSign: string
}

/**
 * Returns the known mistakes and deviations with the canonical requests that they produce. A canonical request cannot be
 * derived from its hash, but comparing the hash with these may find it.
 */
export function variants(request: RequestParts, parts: CanonicalParts, algorithm: SignatureAlgorithm): Variant[] {
  const canonical = canonicalRequest(parts)
  const changed = [...pathVariants(request, parts), ...queryVariants(request, parts), ...otherVariants(request, parts)]
  const found = changed.map(([difference, change]) =>
    variant(difference, canonicalRequest({ ...parts, ...change }), algorithm),
  )
  const withoutLine = canonical.replace(`\n\n${parts.signedHeaders}\n`, `\n${parts.signedHeaders}\n`)
  found.push(variant('without the empty line between the headers and SignedHeaders', withoutLine, algorithm))
  const other = algorithm === 'AMZN-PAY-RSASSA-PSS' ? 'AMZN-PAY-RSASSA-PSS-V2' : 'AMZN-PAY-RSASSA-PSS'
  found.push(variant(`for the other algorithm, ${other}`, canonical, other))
  return found
}

type Change = readonly [difference: string, change: Partial<CanonicalParts>]

function variant(difference: string, canonical: string, algorithm: SignatureAlgorithm): Variant {
  return { difference, canonicalRequest: canonical, stringToSign: stringToSign(algorithm, canonical) }
}

function pathVariants({ url }: RequestParts, { path }: CanonicalParts): Change[] {
  const sent = targetOf(url).path
  const slash = path.endsWith('/')
    ? (['without the slash at the end of the path', { path: path.slice(0, -1) }] as const)
    : (['with a slash at the end of the path', { path: `${path}/` }] as const)
  const bare = path.replace(/^\/(?:live|sandbox)(?=\/)/, '')
  return [
    ['with the path encoded twice', { path: canonicalPath(sent, 'twice') }],
    slash,
    ['without the environment at the start of the path', { path: bare }],
    ['with the environment live at the start of the path', { path: `/live${bare}` }],
    ['with the environment sandbox at the start of the path', { path: `/sandbox${bare}` }],
  ]
}

function queryVariants({ url }: RequestParts, { query }: CanonicalParts): Change[] {
  const sent = targetOf(url).query
  const unsorted = queryPairs(sent)
  return [
    ['with the query as it was sent, not encoded again', { query: sent }],
    [
      'with the query in the order in which it was sent, not sorted',
      { query: unsorted.map((pair) => pair.join('=')).join('&') },
    ],
    ['with unencoded commas in the query', { query: query.replaceAll('%2C', ',') }],
    ['without the query', { query: '' }],
  ]
}

function otherVariants({ headers, body = '' }: RequestParts, parts: CanonicalParts): Change[] {
  const text = Buffer.from(body).toString('utf8')
  const values = headersOf(headers)
  const withRegion = (change: (value: string) => string) =>
    parts.headers.map(([name, value]) => [name, name === 'x-amz-pay-region' ? change(value) : value] as const)
  return [
    ['with an empty body', { bodyHash: sha256('') }],
    ['with the body {}', { bodyHash: sha256('{}') }],
    ['without the line break at the end of the body', { bodyHash: sha256(text.replace(/\r?\n$/, '')) }],
    ['with the body as compact JSON', { bodyHash: sha256(compact(text)) }],
    ['with the names in SignedHeaders in lower case', { signedHeaders: parts.signedHeaders.toLowerCase() }],
    ['with its region in lower case', { headers: withRegion((value) => value.toLowerCase()) }],
    ['with its region in upper case', { headers: withRegion((value) => value.toUpperCase()) }],
    ...(values.has('host') ? hostVariant(parts, values.get('host') ?? '') : []),
  ]
}

function hostVariant(parts: CanonicalParts, host: string): Change[] {
  const headers = parts.headers.map(([name, value]) => [name, name === 'x-amz-pay-host' ? host : value] as const)
  return [['with the header host as x-amz-pay-host', { headers }]]
}

/** Returns JSON without white space, as most serializers write it. Returns any other string unchanged. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}
