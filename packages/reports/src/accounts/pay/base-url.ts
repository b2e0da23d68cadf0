import { type PayEnvironment, type PayRegion, payBasePath, payHost } from '@reportline/auth/amazon-pay'

/** Where a key's requests go. */
export interface PayEndpoint {
  readonly region: PayRegion
  readonly publicKeyId: string
  readonly environment: PayEnvironment
  /** Another address than Amazon's. */
  readonly endpoint?: string | undefined
}

/** The base URL of the client: Amazon's paths begin with `/v2`, and the kind of the key decides what stands before. */
export function payBaseUrl({ region, publicKeyId, environment, endpoint }: PayEndpoint): string {
  const origin = endpoint === undefined ? `https://${payHost(region)}` : endpoint.replace(/\/+$/, '')
  return origin + payBasePath(publicKeyId, environment).replace(/\/v2$/, '')
}
