import { UsageError } from '../../errors/usage-error.ts'
import type { Terminal } from '../../terminal.ts'

/** The account that `init` and `login` write to the configuration. */
export interface TargetAccount {
  readonly profile: string
  readonly account: string
  /** What the configuration contains already. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The folder of the configuration. */
  readonly folder: string
  readonly terminal: Terminal
}

const regions = {
  'selling-partner': ['na', 'eu', 'fe'],
  business: ['na', 'eu', 'jp'],
  pay: ['na', 'eu', 'jp'],
} as const

export type ApiName = keyof typeof regions

export function regionsOf(api: ApiName): readonly string[] {
  return regions[api]
}

/** @throws UsageError if the region is missing, or is none of the API. */
export function checkRegion(api: ApiName, region: string | undefined): string {
  if (region !== undefined && regionsOf(api).includes(region)) return region
  throw new UsageError(`--region must be one of: ${regionsOf(api).join(', ')}.`)
}

/** The name of an account that has none. */
export function accountName(api: ApiName, region: string): string {
  return api === 'selling-partner' ? region : `${api}-${region}`
}

/**
 * The client id and the client secret as references to the environment, unless the configuration contains them.
 *
 * @throws UsageError if one of them is missing.
 */
export function credentialSettings({ fields, terminal: { env } }: TargetAccount): Readonly<Record<string, string>> {
  const settings: Record<string, string> = {}
  for (const [field, name] of [
    ['clientId', 'LWA_CLIENT_ID'],
    ['clientSecret', 'LWA_CLIENT_SECRET'],
  ] as const) {
    if (fields[field] !== undefined) continue
    if (!env[name]) throw new UsageError(`There is no ${field}. Set ${name}, or run: reportline init`)
    settings[field] = `env:${name}`
  }
  return settings
}
