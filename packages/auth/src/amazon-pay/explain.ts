import type { KeyObject } from 'node:crypto'
import { type Authorization, parseAuthorization } from './authorization.ts'
import { canonicalParts, canonicalRequest, stringToSign } from './canonical-request.ts'
import { type Difference, firstDifference } from './first-difference.ts'
import { checkPublicKey } from './private-key.ts'
import { headersOf, type RequestParts } from './request-parts.ts'
import { variants } from './variants.ts'
import { fits, type Verification, verify } from './verify.ts'

/** What to compare a request with. */
export interface ExplainOptions {
  /** Verifies the signature as well, and if it does not fit, looks for what it was made over. */
  readonly publicKey?: KeyObject | undefined
  /** The string to sign of the other side; or the message of Amazon's answer, which quotes it after `signing String`. */
  readonly stringToSign?: string | undefined
  /** The canonical request of the other side, for example as another program prints it. */
  readonly canonicalRequest?: string | undefined
  /** The request as the other side has it, for example as it arrived. */
  readonly received?: RequestParts | undefined
}

/** What one side signs, or expects to be signed. */
export interface ExplainedSide {
  /** Not known where only a string to sign is given, and none of the known variants leads to it. */
  readonly canonicalRequest: string | undefined
  readonly stringToSign: string
}

/** What was signed, and what sets two sides apart. */
export interface Explanation {
  readonly authorization: Authorization
  /** The request as it is given. */
  readonly request: ExplainedSide
  /** The other side: the one it is compared with, or what a signature that does not fit was made over. */
  readonly other: ExplainedSide | undefined
  /** What the other side does differently, where it is one of the known variants: "with an empty body". */
  readonly variant: string | undefined
  /** The first character in which the two sides differ; `undefined` where they agree, or there is nothing to compare. */
  readonly difference: Difference | undefined
  /** Only with a public key. */
  readonly verification: Verification | undefined
}

/**
 * Shows what was signed of a request: its canonical request and string to sign, those of the other side, and the first
 * difference. Of a string to sign only the hash is known, so where it is not that of the request, the known mistakes are
 * tried: which of them leads to this hash is told.
 *
 * The canonical request contains the values of the signed headers: see {@link formatExplanation} for a text to show.
 *
 * @throws TypeError when the request has no header `authorization` that can be read, or the key is no public RSA key.
 */
export function explain(request: RequestParts, options: ExplainOptions = {}): Explanation {
  if (options.publicKey !== undefined) checkPublicKey(options.publicKey)
  const header = headersOf(request.headers).get('authorization')
  if (header === undefined) throw new TypeError('the header authorization is missing: nothing was signed')
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
      ? findVariant(request, authorization, (tried) => fits(tried, authorization, publicKey))
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

/** Takes a string to sign out of the sentence that quotes it, and undoes the escapes of JSON and of shells. */
function readStringToSign(text: string): string {
  const quoted = /signing String \[(.*?)\]/is.exec(text)?.[1] ?? text
  return quoted.replaceAll('\\n', '\n').replaceAll('\r', '').trim()
}
