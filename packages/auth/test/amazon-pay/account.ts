import { generateKeyPairSync } from 'node:crypto'
import { type RequestParts, type SignatureAlgorithm, sign } from '../../src/amazon-pay/index.ts'

/** A key pair of this run. */
export const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const publicKeyId = 'SANDBOX-AEXAMPLEKEYID'
export const algorithms = ['AMZN-PAY-RSASSA-PSS', 'AMZN-PAY-RSASSA-PSS-V2'] as const
export const date = Date.parse('2018-05-24T22:37:10Z')

/** A request as it leaves: with its signature, and with a URL as a server sees it. */
export function signed(
  request: Partial<RequestParts> = {},
  algorithm: SignatureAlgorithm = 'AMZN-PAY-RSASSA-PSS-V2',
): RequestParts & { readonly headers: Record<string, string> } {
  const parts = { method: 'GET', url: 'https://pay-api.amazon.eu/v2/reports', headers: {}, ...request }
  const { headers } = sign(parts, { publicKeyId, privateKey, algorithm, region: 'eu', date })
  return { ...parts, headers: { ...(parts.headers as Record<string, string>), ...headers } }
}
