import { constants, type KeyObject, sign as signBytes } from 'node:crypto'
import { type SignatureAlgorithm, saltLength } from './algorithm.ts'
import { formatAuthorization } from './authorization.ts'
import { canonicalParts, canonicalRequest, stringToSign } from './canonical-request.ts'
import { formatPayDate, parsePayDate } from './pay-date.ts'
import { checkPrivateKey } from './private-key.ts'
import { findRegion, isRegion, payRegion } from './region.ts'
import { headersOf, type RequestParts, targetOf } from './request-parts.ts'

/** The options of {@link sign}. */
export interface SignOptions {
  /** The identifier that Amazon gave to the public key. */
  readonly publicKeyId: string
  /** The private RSA key, parsed once: see {@link parsePrivateKey}. */
  readonly privateKey: KeyObject
  /** Default: `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm | undefined
  /** The region or its alias. Not needed where the request has the header `x-amz-pay-region`. */
  readonly region?: string | undefined
  /** When it is sent: a Date or milliseconds since 1970. Not needed where the request has `x-amz-pay-date`. */
  readonly date?: Date | number | undefined
}

/** A signature, and what it was made over. */
export interface SignedRequest {
  /** The header `authorization`. */
  readonly authorization: string
  /** Every header that was signed, and `authorization`, by lower-case name: all of them have to be sent as they are. */
  readonly headers: Readonly<Record<string, string>>
  /** The text whose hash was signed. */
  readonly canonicalRequest: string
  /** The text that was signed. */
  readonly stringToSign: string
}

/** The algorithm used where none is named. */
const defaultAlgorithm: SignatureAlgorithm = 'AMZN-PAY-RSASSA-PSS-V2'

/**
 * Signs a request to Amazon Pay. Headers that have to be signed and are missing are added: `accept` and `content-type`
 * (JSON), `x-amz-pay-date` from `date`, `x-amz-pay-host` from the URL, `x-amz-pay-region` from `region`. Those that the
 * request has are signed as they are, as is every other `x-amz-pay-…`, such as the idempotency key.
 *
 * Which algorithm to use by default is a judgement: Amazon's SDKs use the older one unless told otherwise.
 *
 * @throws TypeError for a key that cannot sign, a region or an algorithm that does not exist, an invalid date, and where
 *   neither the request nor the options give a value. Nothing of the key is in the message.
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

/** @throws TypeError for an identifier that cannot stand in a header. */
export function checkKeyId(publicKeyId: string): void {
  if (typeof publicKeyId !== 'string' || !/^[\x21-\x2b\x2d-\x7e]+$/.test(publicKeyId)) {
    throw new TypeError('publicKeyId must be a string of visible characters, without commas and spaces')
  }
}

/** The headers to sign, sorted by name. */
function signedHeadersOf(
  request: RequestParts,
  options: SignOptions,
  algorithm: SignatureAlgorithm,
): Record<string, string> {
  const given = headersOf(request.headers)
  const headers: Record<string, string> = {
    accept: given.get('accept') ?? 'application/json',
    'content-type': given.get('content-type') ?? 'application/json',
    'x-amz-pay-date': dateHeader(given.get('x-amz-pay-date'), options.date),
    'x-amz-pay-host': given.get('x-amz-pay-host') ?? hostHeader(request),
    'x-amz-pay-region': regionHeader(given.get('x-amz-pay-region'), options.region, algorithm),
  }
  for (const [name, value] of given) if (name.startsWith('x-amz-pay-')) headers[name] ??= value
  return Object.fromEntries(Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function dateHeader(given: string | undefined, date: Date | number | undefined): string {
  if (given !== undefined) {
    parsePayDate(given)
    return given
  }
  if (date === undefined) throw new TypeError('date is missing: the request has no header x-amz-pay-date')
  return formatPayDate(date)
}

function hostHeader({ url }: RequestParts): string {
  const { host } = targetOf(url)
  if (!host) throw new TypeError('x-amz-pay-host is missing: the request has neither this header nor a URL with a host')
  return host
}

function regionHeader(given: string | undefined, region: string | undefined, algorithm: SignatureAlgorithm): string {
  if (given === undefined) {
    if (region === undefined) throw new TypeError('region is missing: the request has no header x-amz-pay-region')
    return payRegion(region)
  }
  const name = payRegion(given)
  if (acceptsRegion(given, algorithm)) return given
  throw new TypeError(`the header x-amz-pay-region must be ${name} with ${algorithm}, which takes no aliases`)
}

/** Whether the header `x-amz-pay-region` may say this. `AMZN-PAY-RSASSA-PSS-V2` takes no aliases; the case is free. */
export function acceptsRegion(region: string, algorithm: SignatureAlgorithm): boolean {
  return algorithm === 'AMZN-PAY-RSASSA-PSS-V2' ? isRegion(region.toLowerCase()) : findRegion(region) !== undefined
}
