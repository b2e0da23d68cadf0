import { constants, type KeyObject, sign as signBytes } from 'node:crypto'
import { type SignatureAlgorithm, saltLength } from './algorithm.ts'
import { formatAuthorization } from './authorization.ts'
import { canonicalParts, canonicalRequest, stringToSign } from './canonical-request.ts'
import { formatPayDate, parsePayDate } from './pay-date.ts'
import { checkPrivateKey } from './private-key.ts'
import { findRegion, isRegion, payRegion } from './region.ts'
import { headersOf, type RequestParts, targetOf } from './request-parts.ts'

/** Options of {@link sign}. */
export interface SignOptions {
  /** The identifier that Amazon assigned to the public key. */
  readonly publicKeyId: string
  /** The private RSA key. Parse it once with {@link parsePrivateKey}. */
  readonly privateKey: KeyObject
  /** Defaults to `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm | undefined
  /** The region or its alias. Not needed if the request has the header `x-amz-pay-region`. */
  readonly region?: string | undefined
  /** The time of sending, as a Date or milliseconds since 1970. Not needed if the request has `x-amz-pay-date`. */
  readonly date?: Date | number | undefined
}

/** A signature, and what was signed. */
export interface SignedRequest {
  /** The header `authorization`. */
  readonly authorization: string
  /** The signed headers and `authorization`, by lower-case name. Send all of them unchanged. */
  readonly headers: Readonly<Record<string, string>>
  /** The string whose hash was signed. */
  readonly canonicalRequest: string
  /** The string that was signed. */
  readonly stringToSign: string
}

const defaultAlgorithm: SignatureAlgorithm = 'AMZN-PAY-RSASSA-PSS-V2'

/**
 * Signs a request to Amazon Pay. Adds the required headers that are missing: `accept` and `content-type` (JSON),
 * `x-amz-pay-date` from `date`, `x-amz-pay-host` from the URL, and `x-amz-pay-region` from `region`. Existing ones are
 * signed unchanged, as is every other `x-amz-pay-…` header, such as the idempotency key.
 *
 * The default algorithm is the newer one. Amazon's SDKs default to the older one.
 *
 * @param request The request to sign. It is not changed.
 * @param options The key, and values for the headers that the request lacks.
 * @throws TypeError if the key cannot sign, if the region or the algorithm does not exist, if the date is invalid, or if
 *   neither the request nor the options contain a required value. The message contains no part of the key.
 * @see http://amazonpaycheckoutintegrationguide.s3.amazonaws.com/amazon-pay-api-v2/signing-requests.html
 */
export function sign(request: RequestParts, options: SignOptions): SignedRequest {
  const { publicKeyId, algorithm = defaultAlgorithm } = options
  const privateKey = checkPrivateKey(options.privateKey)
  const salt = saltLength(algorithm)
  checkKeyId(publicKeyId)
  const headers = signedHeadersOf(request, options, algorithm)
  const signedHeaders = Object.keys(headers).join(';')
  const canonical = canonicalRequest(canonicalParts({ ...request, headers }, signedHeaders))
  const text = stringToSign(algorithm, canonical)
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt }
  const signature = signBytes('sha256', Buffer.from(text), key).toString('base64')
  const authorization = formatAuthorization({ algorithm, publicKeyId, signedHeaders, signature })
  return { authorization, headers: { ...headers, authorization }, canonicalRequest: canonical, stringToSign: text }
}

/** @throws TypeError if a header cannot contain the identifier */
export function checkKeyId(publicKeyId: string): void {
  if (typeof publicKeyId !== 'string' || !/^[\x21-\x2b\x2d-\x7e]+$/.test(publicKeyId)) {
    throw new TypeError('publicKeyId must be a string of visible ASCII characters without commas and spaces')
  }
}

/** The headers to sign, sorted by name. */
function signedHeadersOf(
  request: RequestParts,
  options: SignOptions,
  algorithm: SignatureAlgorithm,
): Record<string, string> {
  const existing = headersOf(request.headers)
  const headers: Record<string, string> = {
    accept: existing.get('accept') ?? 'application/json',
    'content-type': existing.get('content-type') ?? 'application/json',
    'x-amz-pay-date': dateHeader(existing.get('x-amz-pay-date'), options.date),
    'x-amz-pay-host': existing.get('x-amz-pay-host') ?? hostHeader(request),
    'x-amz-pay-region': regionHeader(existing.get('x-amz-pay-region'), options.region, algorithm),
  }
  for (const [name, value] of existing) if (name.startsWith('x-amz-pay-')) headers[name] ??= value
  return Object.fromEntries(Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function dateHeader(header: string | undefined, date: Date | number | undefined): string {
  if (header !== undefined) {
    parsePayDate(header)
    return header
  }
  if (date === undefined) throw new TypeError('date is missing, and the request has no header x-amz-pay-date')
  return formatPayDate(date)
}

function hostHeader({ url }: RequestParts): string {
  const { host } = targetOf(url)
  if (!host) throw new TypeError('x-amz-pay-host is missing, and the URL of the request has no host')
  return host
}

function regionHeader(header: string | undefined, region: string | undefined, algorithm: SignatureAlgorithm): string {
  if (header === undefined) {
    if (region === undefined) throw new TypeError('region is missing, and the request has no header x-amz-pay-region')
    return payRegion(region)
  }
  const name = payRegion(header)
  if (acceptsRegion(header, algorithm)) return header
  throw new TypeError(`The header x-amz-pay-region must be ${name}, because ${algorithm} accepts no aliases.`)
}

/** Whether a value of `x-amz-pay-region` is accepted, in any case. `AMZN-PAY-RSASSA-PSS-V2` accepts no aliases. */
export function acceptsRegion(region: string, algorithm: SignatureAlgorithm): boolean {
  return algorithm === 'AMZN-PAY-RSASSA-PSS-V2' ? isRegion(region.toLowerCase()) : findRegion(region) !== undefined
}
