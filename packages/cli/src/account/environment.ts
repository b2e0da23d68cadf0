import { findMarketplace } from '@reportline/report-types'
import type { AccountConfig } from './config.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the accounts whose credentials are in the environment. Without `REPORTLINE_REGION` or `--region`, the
 * marketplaces determine the region.
 *
 * @returns Undefined if the environment contains no credentials.
 */
export function accountsFromEnvironment(
  env: Environment,
  {
    region,
    marketplaces,
  }: { readonly region: string | undefined; readonly marketplaces: readonly string[] | undefined },
): Readonly<Record<string, AccountConfig>> | undefined {
  const chosen = region ?? (env.REPORTLINE_REGION || undefined) ?? regionOf(marketplaces) ?? 'na'
  const accounts: Record<string, AccountConfig> = {}
  if (env.LWA_CLIENT_ID && env.LWA_CLIENT_SECRET && env.LWA_REFRESH_TOKEN) {
    const credentials = {
      clientId: 'env:LWA_CLIENT_ID',
      clientSecret: 'env:LWA_CLIENT_SECRET',
      refreshToken: 'env:LWA_REFRESH_TOKEN',
    }
    const api = env.REPORTLINE_API === 'business' ? 'business' : 'selling-partner'
    accounts[api] = { api, region: chosen, ...credentials }
  }
  if (env.AMAZON_PAY_PUBLIC_KEY_ID && env.AMAZON_PAY_PRIVATE_KEY) {
    accounts.pay = {
      api: 'pay',
      region: chosen === 'fe' ? 'jp' : chosen,
      publicKeyId: env.AMAZON_PAY_PUBLIC_KEY_ID,
      privateKey: 'env:AMAZON_PAY_PRIVATE_KEY',
    }
  }
  return Object.keys(accounts).length === 0 ? undefined : accounts
}

function regionOf(marketplaces: readonly string[] = []): string | undefined {
  const [first] = marketplaces
  return first === undefined ? undefined : findMarketplace(first)?.region
}
