import { constants, type KeyObject, verify as verifyBytes } from 'node:crypto'
import { saltLength } from './algorithm.ts'
import { type Authorization, parseAuthorization } from './authorization.ts'
import { type CanonicalParts, canonicalParts, canonicalRequest, stringToSign } from './canonical-request.ts'
import { canonicalPath } from './encode.ts'
import { parsePayDate } from './pay-date.ts'
import { checkPublicKey } from './private-key.ts'
import { headersOf, type RequestParts, targetOf } from './request-parts.ts'
import { acceptsRegion } from './sign.ts'

/**
 * Why a signature is invalid.
 *
 * - `MISSING_AUTHORIZATION`: the header `authorization` is missing
 * - `INVALID_AUTHORIZATION`: the header `authorization` has another format
 * - `HEADER_NOT_SIGNED`: `accept` or `x-amz-pay-date` is not among the signed headers
 * - `MISSING_HEADER`: a signed header was not sent
 * - `INVALID_DATE`, `INVALID_REGION`: the value of the header is invalid
 * - `SIGNATURE_MISMATCH`: the request was changed, or signed with another key
 */
export type RefusalReason =
  | 'MISSING_AUTHORIZATION'
  | 'INVALID_AUTHORIZATION'
  | 'HEADER_NOT_SIGNED'
  | 'MISSING_HEADER'
  | 'INVALID_DATE'
  | 'INVALID_REGION'
  | 'SIGNATURE_MISMATCH'

/** The result of {@link verify}. */
export type Verification =
  | { readonly valid: true; readonly authorization: Authorization; readonly stringToSign: string }
  | {
      readonly valid: false
      readonly reason: RefusalReason
      /** A sentence that describes the problem. */
      readonly message: string
      /** The string to sign of the verifier, if the signature could be compared. */
      readonly stringToSign?: string | undefined
    }

/** Whether the authorization contains the signature of a string, in canonical base64. */
export function isSignatureOf(text: string, { algorithm, signature }: Authorization, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64')
  // Base64 can encode the same bytes in several ways. A changed character counts as a changed signature.
  if (bytes.toString('base64') !== signature) return false
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLength(algorithm) }
  return verifyBytes('sha256', Buffer.from(text), key, bytes)
}

/**
 * Verifies the signature of a request with a public key. Accepts what Amazon's SDKs send: a query that is decoded and
 * encoded again, a path that was encoded twice (.NET), a slash at its end, a `?` without a query, `SignedHeaders` in any
 * case and order, a region in upper case, a DELETE with a body, and both formats of the date.
 *
 * The age of the date is not checked, because Amazon's limit is unknown. Headers that are not signed are not protected.
 * Only `accept` and `x-amz-pay-date` must be signed, because one of Amazon's samples signs no others.
 *
 * @param request The request as it arrived.
 * @param publicKey The key, see {@link parsePublicKey}.
 * @returns whether the signature is valid, and otherwise the reason
 * @throws TypeError if the key is not a public RSA key. No content of the request throws.
 */
export function verify(request: RequestParts, publicKey: KeyObject): Verification {
  checkPublicKey(publicKey)
  const headers = headersOf(request.headers)
  const header = headers.get('authorization')
  if (header === undefined) return refuse('MISSING_AUTHORIZATION', 'The header authorization is missing.')
  const authorization = tryParseAuthorization(header)
  if (typeof authorization === 'string') return refuse('INVALID_AUTHORIZATION', authorization)
  return findInvalidHeader(headers, authorization) ?? compare(request, authorization, publicKey)
}

function tryParseAuthorization(header: string): Authorization | string {
  try {
    return parseAuthorization(header)
  } catch (error) {
    return `${(error as Error).message}.`
  }
}

function findInvalidHeader(
  headers: ReadonlyMap<string, string>,
  authorization: Authorization,
): Verification | undefined {
  const signed = authorization.signedHeaders.toLowerCase().split(';')
  const unsigned = ['accept', 'x-amz-pay-date'].find((name) => !signed.includes(name))
  if (unsigned !== undefined) return refuse('HEADER_NOT_SIGNED', `The header ${unsigned} is not signed.`)
  const missing = signed.find((name) => !headers.has(name))
  if (missing !== undefined) return refuse('MISSING_HEADER', `The header ${missing} is signed but was not sent.`)
  try {
    parsePayDate(headers.get('x-amz-pay-date') ?? '')
  } catch (error) {
    return refuse('INVALID_DATE', `${(error as Error).message}.`)
  }
  const region = headers.get('x-amz-pay-region')
  if (region === undefined || acceptsRegion(region, authorization.algorithm)) return undefined
  return refuse('INVALID_REGION', `${authorization.algorithm} does not accept the region ${JSON.stringify(region)}.`)
}

function compare(request: RequestParts, authorization: Authorization, publicKey: KeyObject): Verification {
  const [text = '', ...others] = acceptedForms(request, authorization.signedHeaders).map((parts) =>
    stringToSign(authorization.algorithm, canonicalRequest(parts)),
  )
  const signed = [text, ...others].find((form) => isSignatureOf(form, authorization, publicKey))
  if (signed !== undefined) return { valid: true, authorization, stringToSign: signed }
  const message =
    'The signature does not match. The request was changed, or it was signed in another way or with another key.'
  return { ...refuse('SIGNATURE_MISMATCH', message), stringToSign: text }
}

/** The canonical forms that are accepted, starting with the documented one. */
function acceptedForms(request: RequestParts, signedHeaders: string): CanonicalParts[] {
  const parts = canonicalParts(request, signedHeaders)
  const path = canonicalPath(targetOf(request.url).path, 'twice')
  return path === parts.path ? [parts] : [parts, { ...parts, path }]
}

function refuse(reason: RefusalReason, message: string) {
  return { valid: false, reason, message } as const
}
