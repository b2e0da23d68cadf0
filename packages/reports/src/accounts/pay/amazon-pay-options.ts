import type { PayEnvironment, PayRegion, SignatureAlgorithm } from '@reportline/auth/amazon-pay'
import type { AccountOptions } from '../account-options.ts'
import type { PrivateKeySource } from './signing.ts'

/** The options of {@link amazonPay}. */
export interface AmazonPayOptions extends AccountOptions {
  /** Where the merchant's account is: `na`, `eu`, `jp`; or `us` (na), `de`, `uk` (eu). */
  readonly region: PayRegion | 'us' | 'de' | 'uk'
  /** The identifier that Amazon gave to the public key. One that begins with `LIVE` or `SANDBOX` tells its environment. */
  readonly publicKeyId: string
  /**
   * The private RSA key: the text of its PEM, a `KeyObject`, or a function that fetches either when the first request is
   * signed.
   */
  readonly privateKey: PrivateKeySource
  /** Whether it counts. Needed for a key that works in both environments. */
  readonly environment?: PayEnvironment
  /**
   * Another address than Amazon's, for example an emulator's, without `/live` or `/sandbox`: what the kind of the key
   * demands is added.
   */
  readonly endpoint?: string
  /** How requests are signed. Default: `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm
}
