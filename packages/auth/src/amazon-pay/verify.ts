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
 * Why a request is refused:
 * - `MISSING_AUTHORIZATION`, `INVALID_AUTHORIZATION`: there is no header `authorization`, or it is of another form;
 * - `HEADER_NOT_SIGNED`: `accept` or `x-amz-pay-date` is not among the signed headers;
 * - `MISSING_HEADER`: a header that is said to be signed was not sent;
 * - `INVALID_DATE`, `INVALID_REGION`: the header's value is none;
 * - `SIGNATURE_MISMATCH`: something was changed, or it was signed with another key.
 */
export type RefusalReason =
  | 'MISSING_AUTHORIZATION'
  | 'INVALID_AUTHORIZATION'
  | 'HEADER_NOT_SIGNED'
  | 'MISSING_HEADER'
  | 'INVALID_DATE'
  | 'INVALID_REGION'
  | 'SIGNATURE_MISMATCH'

/** What came of verifying. */
export type Verification =
  | { readonly valid: true; readonly authorization: Authorization; readonly stringToSign: string }
  | {
      readonly valid: false
      readonly reason: RefusalReason
      /** What is wrong, in a sentence. */
      readonly message: string
      /** Where a signature could be compared: what the verifier has in place of what was signed. */
      readonly stringToSign?: string
    }

/** Whether a text was signed with the other half of the key, by this algorithm and in exactly this base64. */
export function fits(text: string, { algorithm, signature }: Authorization, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64')
  // Base64 can write the same bytes in several ways; a changed character is a changed signature.
  if (bytes.toString('base64') !== signature) return false
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLength(algorithm) }
  return verifyBytes('sha256', Buffer.from(text), key, bytes)
}

/**
 * Says whether a request was signed with the other half of a public key. Takes what Amazon's SDKs send: a query that is
 * decoded and encoded again, a path whose canonical form was encoded twice (.NET), a slash at its end, a bare `?`,
 * `SignedHeaders` in any case and order, a region in upper case, a DELETE with a body, both forms of the date.
 *
 * How far a date may lie in the past is not known, so it is not judged. Headers that were not signed are not protected:
 * `accept` and `x-amz-pay-date` have to be, as one of Amazon's own samples signs no others.
 *
 * @throws TypeError when the key is no public RSA key. What the request says never throws.
 */
export function verify(request: RequestParts, publicKey: KeyObject): Verification {
  checkPublicKey(publicKey)
  const headers = headersOf(request.headers)
  const header = headers.get('authorization')
  if (header === undefined) return refuse('MISSING_AUTHORIZATION', 'The header authorization is missing.')
  const authorization = readAuthorization(header)
  if (typeof authorization === 'string') return refuse('INVALID_AUTHORIZATION', authorization)
  return wrongHeader(headers, authorization) ?? compare(request, authorization, publicKey)
}

function readAuthorization(header: string): Authorization | string {
  try {
    return parseAuthorization(header)
  } catch (error) {
    return `${(error as Error).message}.`
  }
}

function wrongHeader(headers: ReadonlyMap<string, string>, authorization: Authorization): Verification | undefined {
  const signed = authorization.signedHeaders.toLowerCase().split(';')
  const unsigned = ['accept', 'x-amz-pay-date'].find((name) => !signed.includes(name))
  if (unsigned !== undefined) return refuse('HEADER_NOT_SIGNED', `The header ${unsigned} is not signed.`)
  const missing = signed.find((name) => !headers.has(name))
  if (missing !== undefined) return refuse('MISSING_HEADER', `The header ${missing} is signed, but was not sent.`)
  try {
    parsePayDate(headers.get('x-amz-pay-date') ?? '')
  } catch (error) {
    return refuse('INVALID_DATE', `${(error as Error).message}.`)
  }
  const region = headers.get('x-amz-pay-region')
  if (region === undefined || acceptsRegion(region, authorization.algorithm)) return undefined
  return refuse('INVALID_REGION', `${authorization.algorithm} does not take ${JSON.stringify(region)} as region.`)
}

function compare(request: RequestParts, authorization: Authorization, publicKey: KeyObject): Verification {
  const [text = '', ...others] = acceptedForms(request, authorization.signedHeaders).map((parts) =>
    stringToSign(authorization.algorithm, canonicalRequest(parts)),
  )
  const signed = [text, ...others].find((form) => fits(form, authorization, publicKey))
  if (signed !== undefined) return { valid: true, authorization, stringToSign: signed }
  const message = 'The signature does not fit: the request was changed, or signed otherwise or with another key.'
  return { ...refuse('SIGNATURE_MISMATCH', message), stringToSign: text }
}

/** The canonical forms that a request may have been signed in; the documented one comes first. */
function acceptedForms(request: RequestParts, signedHeaders: string): CanonicalParts[] {
  const parts = canonicalParts(request, signedHeaders)
  const path = canonicalPath(targetOf(request.url).path, 'twice')
  return path === parts.path ? [parts] : [parts, { ...parts, path }]
}

function refuse(reason: RefusalReason, message: string) {
  return { valid: false, reason, message } as const
}
