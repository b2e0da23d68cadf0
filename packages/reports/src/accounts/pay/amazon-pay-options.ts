import type { PayEnvironment, PayRegion, SignatureAlgorithm } from '@reportline/auth/amazon-pay'
import type { AccountOptions } from '../account-options.ts'
import type { PrivateKeySource } from './signing.ts'

/** The options of {@link amazonPay}. */
export interface AmazonPayOptions extends AccountOptions {
  /** The region of the merchant's account: `na`, `eu` or `jp`; or `us` (na), `de` or `uk` (eu). */
  readonly region: PayRegion | 'us' | 'de' | 'uk'
  /** The id that Amazon assigned to the public key. The prefix `LIVE` or `SANDBOX` determines its environment. */
  readonly publicKeyId: string
  /**
   * The RSA private key: a PEM string, a `KeyObject`, or a function that returns one of them. The function is called
   * when the first request is signed.
   */
  readonly privateKey: PrivateKeySource
  /** Whether the account is live or a sandbox. Required for a key that is valid in both environments. */
  readonly environment?: PayEnvironment | undefined
  /**
   * A base URL to use instead of Amazon's, for example that of an emulator. Leave out `/live` and `/sandbox`: they are
   * added if the key requires them.
   */
  readonly endpoint?: string | undefined
  /** The signature algorithm. Defaults to `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm | undefined
}
