import type { KeyObject } from 'node:crypto'
import { type SignatureAlgorithm, saltLength } from './algorithm.ts'
import { formatPayDate } from './pay-date.ts'
import { checkPrivateKey, parsePrivateKey } from './private-key.ts'
import { payRegion } from './region.ts'
import { checkKeyId, sign } from './sign.ts'

/** Options of {@link amazonPaySignature}. */
export interface AmazonPaySignatureOptions {
  /** The identifier that Amazon assigned to the public key. */
  readonly publicKeyId: string
  /** The private RSA key: the contents of its PEM file, which are parsed once, or a `KeyObject`. */
  readonly privateKey: string | KeyObject
  /** `na`, `eu`, `jp`, or an alias: `us`, `de`, `uk`. */
  readonly region: string
  /** Defaults to `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm | undefined
  /** The clock for the date of a signature; `now` returns milliseconds since 1970. Defaults to that of the system. */
  readonly clock?: { now(): number } | undefined
}

/** Signs requests. Inspecting it shows no secret. */
export interface AmazonPaySignature {
  /**
   * Sets the headers that must be signed and `authorization`, and returns the request. Pass it to a generated client as
   * the option `authorize`. Each attempt gets a new signature with a new date. An idempotency key stays the same, so a
   * second attempt repeats the first one.
   *
   * @param request The request to sign. The body is read from a copy.
   * @param attempt Not used. Accepted because clients pass it.
   */
  authorize(request: Request, attempt?: unknown): Promise<Request>
}

/**
 * Creates the signature of an Amazon Pay account, with which a client signs its requests.
 *
 * @param options The key, its identifier and the region, and optionally the algorithm and the clock.
 * @throws TypeError if the private key is not an RSA key in PEM format, if the region or the algorithm does not exist, or if
 *   a header cannot contain the `publicKeyId`. The message contains no part of the key.
 * @see http://amazonpaycheckoutintegrationguide.s3.amazonaws.com/amazon-pay-api-v2/signing-requests.html
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs'
 * import { amazonPaySignature } from '@reportline/auth/amazon-pay'
 *
 * export async function listReports(): Promise<unknown> {
 *   const signature = amazonPaySignature({
 *     publicKeyId: 'SANDBOX-AEXAMPLE',
 *     privateKey: readFileSync('private.pem', 'utf8'),
 *     region: 'eu',
 *   })
 *   const request = new Request('https://pay-api.amazon.eu/v2/reports')
 *   const response = await fetch(await signature.authorize(request))
 *   return response.json()
 * }
 * ```
 */
export function amazonPaySignature(options: AmazonPaySignatureOptions): AmazonPaySignature {
  const { publicKeyId, algorithm, clock = Date } = options
  checkKeyId(publicKeyId)
  if (algorithm !== undefined) saltLength(algorithm)
  const region = payRegion(options.region)
  const privateKey =
    typeof options.privateKey === 'string' ? parsePrivateKey(options.privateKey) : checkPrivateKey(options.privateKey)
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
