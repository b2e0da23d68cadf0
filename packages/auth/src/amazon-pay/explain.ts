import type { KeyObject } from 'node:crypto'
import { type Authorization, parseAuthorization } from './authorization.ts'
import { canonicalParts, canonicalRequest, stringToSign } from './canonical-request.ts'
import { type Difference, firstDifference } from './first-difference.ts'
import { checkPublicKey } from './private-key.ts'
import { headersOf, type RequestParts } from './request-parts.ts'
import { variants } from './variants.ts'
import { isSignatureOf, type Verification, verify } from './verify.ts'

/** What to compare a request with. */
export interface ExplainOptions {
  /** Also verifies the signature. If it does not match, searches for the request that was signed instead. */
  readonly publicKey?: KeyObject | undefined
  /** The string to sign of the other side, or the message of Amazon's response, which quotes it after `signing String`. */
  readonly stringToSign?: string | undefined
  /** The canonical request of the other side, for example from the output of another program. */
  readonly canonicalRequest?: string | undefined
  /** The request as the other side sees it, for example as it arrived. */
  readonly received?: RequestParts | undefined
}

/** What one side signs, or expects to be signed. */
export interface ExplainedSide {
  /** Unknown if only a string to sign is given and no known variant produces it. */
  readonly canonicalRequest: string | undefined
  readonly stringToSign: string
}

/** What was signed, and how two sides differ. */
export interface Explanation {
  readonly authorization: Authorization
  /** The given request. */
  readonly request: ExplainedSide
  /** The side that the request is compared with, or what was signed if the signature does not match. */
  readonly other: ExplainedSide | undefined
  /** How the other side differs if it is a known variant, for example "with an empty body". */
  readonly variant: string | undefined
  /** The first character in which the sides differ. `undefined` if they agree or there is nothing to compare. */
  readonly difference: Difference | undefined
  /** Only set with a public key. */
  readonly verification: Verification | undefined
}

/**
 * Explains what was signed: the canonical request and the string to sign, those of the other side, and the first
 * difference. A string to sign contains only a hash. If it is not the hash of the request, common mistakes are tried, and
 * the result names the one that produces it.
 *
 * The canonical request contains the values of the signed headers. Use {@link formatExplanation} to print a result.
 *
 * @param request The signed request.
 * @param options What to compare it with.
 * @throws TypeError if the header `authorization` is missing or cannot be parsed, or if the key is not a public RSA key
 */
export function explain(request: RequestParts, options: ExplainOptions = {}): Explanation {
  if (options.publicKey !== undefined) checkPublicKey(options.publicKey)
  const header = headersOf(request.headers).get('authorization')
  if (header === undefined) throw new TypeError('The header authorization is missing, so nothing was signed.')
  const authorization = parseAuthorization(header)
  const own = sideOf(request, authorization)
  const verification = options.publicKey && verify(request, options.publicKey)
  const { other, variant } = otherSide(request, authorization, own, verification, options)
  return { authorization, request: own, other, variant, difference: other && differenceOf(own, other), verification }
}

interface OtherSide {
  readonly other: ExplainedSide | undefined
  readonly variant: string | undefined
}

function otherSide(
  request: RequestParts,
  authorization: Authorization,
  own: ExplainedSide,
  verification: Verification | undefined,
  { canonicalRequest, publicKey, received, ...options }: ExplainOptions,
): OtherSide {
  if (received !== undefined) return { other: sideOf(received, authorization), variant: undefined }
  if (canonicalRequest !== undefined) {
    const text = stringToSign(authorization.algorithm, canonicalRequest)
    return { other: { canonicalRequest, stringToSign: text }, variant: undefined }
  }
  if (options.stringToSign !== undefined) {
    const text = readStringToSign(options.stringToSign)
    if (text === own.stringToSign) return { other: own, variant: undefined }
    const unknown = { canonicalRequest: undefined, stringToSign: text }
    return findVariant(request, authorization, (tried) => tried === text) ?? { other: unknown, variant: undefined }
  }
  const searched = verification?.valid === false && verification.reason === 'SIGNATURE_MISMATCH'
  const found =
    searched && publicKey
      ? findVariant(request, authorization, (tried) => isSignatureOf(tried, authorization, publicKey))
      : undefined
  return found ?? { other: undefined, variant: undefined }
}

function sideOf(request: RequestParts, { algorithm, signedHeaders }: Authorization) {
  const canonical = canonicalRequest(canonicalParts(request, signedHeaders))
  return { canonicalRequest: canonical, stringToSign: stringToSign(algorithm, canonical) }
}

function findVariant(
  request: RequestParts,
  { algorithm, signedHeaders }: Authorization,
  accept: (stringToSign: string) => boolean,
): OtherSide | undefined {
  const tried = variants(request, canonicalParts(request, signedHeaders), algorithm)
  const found = tried.find(({ stringToSign }) => accept(stringToSign))
  return found && { other: found, variant: found.difference }
}

function differenceOf(own: ExplainedSide, other: ExplainedSide): Difference | undefined {
  const request =
    own.canonicalRequest !== undefined && other.canonicalRequest !== undefined
      ? firstDifference('canonical request', own.canonicalRequest, other.canonicalRequest)
      : undefined
  return request ?? firstDifference('string to sign', own.stringToSign, other.stringToSign)
}

/** Extracts a string to sign from the sentence that quotes it, and removes the escapes of JSON and of shells. */
function readStringToSign(text: string): string {
  const quoted = /signing String \[(.*?)\]/is.exec(text)?.[1] ?? text
  return quoted.replaceAll('\\n', '\n').replaceAll('\r', '').trim()
}
