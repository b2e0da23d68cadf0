import type { KeyObject } from 'node:crypto'
import { type SignatureAlgorithm, saltLength } from './algorithm.ts'
import { formatPayDate } from './pay-date.ts'
import { checkPrivateKey, parsePrivateKey } from './private-key.ts'
import { payRegion } from './region.ts'
import { checkKeyId, sign } from './sign.ts'

/** The options of {@link amazonPaySignature}. */
export interface AmazonPaySignatureOptions {
  /** The identifier that Amazon gave to the public key. */
  readonly publicKeyId: string
  /** The private RSA key: the text of its PEM, which is parsed here, once, or a `KeyObject`. */
  readonly privateKey: string | KeyObject
  /** `na`, `eu`, `jp`, or an alias: `us`, `de`, `uk`. */
  readonly region: string
  /** Default: `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm
  /** Default: the system's. */
  readonly clock?: { now(): number }
}

/** Signs requests. Nothing secret can be seen by inspecting it. */
export interface AmazonPaySignature {
  /**
   * Sets the headers that have to be signed, and `authorization`, and returns the request. Each attempt is signed anew,
   * with a new date, so a generated client takes it as its option `authorize`. The idempotency key, where there is one,
   * stays as it is: a second attempt repeats the first.
   *
   * @param request Its body is read from a copy.
   * @param attempt Not needed; taken because clients pass it.
   */
  authorize(request: Request, attempt?: unknown): Promise<Request>
}

/**
 * Makes the signature of an Amazon Pay account: what a client needs to sign each of its requests.
 *
 * @throws TypeError for a private key that is no PEM or no RSA key, a region or an algorithm that does not exist, a
 *   `publicKeyId` that cannot stand in a header. Nothing of the key is in the message.
 * @see http://amazonpaycheckoutintegrationguide.s3.amazonaws.com/amazon-pay-api-v2/signing-requests.html
 */
export function amazonPaySignature(options: AmazonPaySignatureOptions): AmazonPaySignature {
  const { publicKeyId, algorithm, clock = Date } = options
  checkKeyId(publicKeyId)
  if (algorithm !== undefined) saltLength(algorithm)
  const region = payRegion(options.region)
  const { privateKey: given } = options
  const privateKey = typeof given === 'string' ? parsePrivateKey(given) : checkPrivateKey(given)
  return {
    async authorize(request) {
      const body = request.body === null ? '' : new Uint8Array(await request.clone().arrayBuffer())
      const { headers, url, method } = request
      if (!headers.get('accept') || headers.get('accept') === '*/*') headers.set('accept', 'application/json')
      headers.set('x-amz-pay-date', formatPayDate(clock.now()))
      headers.set('x-amz-pay-host', new URL(url).host)
      headers.set('x-amz-pay-region', region)
      const signed = sign({ method, url, headers, body }, { publicKeyId, privateKey, algorithm })
      for (const [name, value] of Object.entries(signed.headers)) headers.set(name, value)
      return request
    },
  }
}
