import { type PayEnvironment, type PayRegion, payBasePath, payHost } from '@reportline/auth/amazon-pay'

/** What determines the base URL. */
export interface PayEndpoint {
  readonly region: PayRegion
  readonly publicKeyId: string
  readonly environment: PayEnvironment
  /** A base URL to use instead of Amazon's. */
  readonly endpoint?: string | undefined
}

/** Returns the base URL of the client. Amazon's paths start with `/v2`; the kind of the key determines the prefix. */
export function payBaseUrl({ region, publicKeyId, environment, endpoint }: PayEndpoint): string {
  const origin = endpoint === undefined ? `https://${payHost(region)}` : endpoint.replace(/\/+$/, '')
  return origin + payBasePath(publicKeyId, environment).replace(/\/v2$/, '')
}
