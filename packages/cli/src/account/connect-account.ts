import type { BucketStore, Clock } from '@reportline/request'
import { UsageError } from '../errors/usage-error.ts'
import type { Terminal } from '../terminal.ts'
import type { AccountConfig, LoginAccountConfig, PayAccountConfig, Profile } from './config.ts'
import type { ConnectedAccount, SessionEvent } from './connected-account.ts'
import { readSecret } from './secret.ts'

/** What the accounts of a session share. */
export interface SharedOptions {
  readonly profile: Profile
  readonly clock: Clock | undefined
  readonly buckets: BucketStore | undefined
  readonly onEvent: ((event: SessionEvent) => void) | undefined
}

/**
 * Creates an account. Sends nothing. Secrets are read when they are first needed.
 *
 * @param name The name of the account in its profile.
 * @throws UsageError if a value of the configuration is invalid.
 */
export async function connectAccount(
  name: string,
  config: AccountConfig,
  shared: SharedOptions,
  terminal: Terminal,
): Promise<ConnectedAccount> {
  const scope = { env: terminal.env, folder: shared.profile.folder }
  const secret = (field: string, reference: string) =>
    readSecret(reference, `profiles.${shared.profile.name}.accounts.${name}.${field}`, scope)
  const { clock, buckets, onEvent, profile } = shared
  const common = { endpoint: config.endpoint, clock, buckets, onEvent, application: profile.application }
  try {
    return config.api === 'pay' ? await payAccount(config, common, secret) : await loginAccount(config, common, secret)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(`profiles.${profile.name}.accounts.${name}: ${error.message}`, { cause: error })
  }
}

type ReadSecret = (field: string, reference: string) => Promise<string>
type CommonOptions = Omit<SharedOptions, 'profile'> & {
  readonly endpoint: string | undefined
  readonly application: Profile['application']
}

async function loginAccount(
  { api, region, sandbox, ...config }: LoginAccountConfig,
  common: CommonOptions,
  secret: ReadSecret,
): Promise<ConnectedAccount> {
  const credentials = async () => ({
    clientId: await secret('clientId', config.clientId),
    clientSecret: await secret('clientSecret', config.clientSecret),
    refreshToken: await secret('refreshToken', config.refreshToken),
  })
  // The token endpoint of an emulator has the same base URL as its APIs.
  const tokenEndpoint = common.endpoint === undefined ? undefined : new URL('/auth/o2/token', common.endpoint).href
  const options = { ...common, credentials, sandbox, tokenEndpoint }
  if (api === 'business') {
    const { amazonBusiness } = await import('@reportline/reports/business')
    return { api, account: amazonBusiness({ ...options, region: region as 'eu' }) }
  }
  const { sellingPartner } = await import('@reportline/reports/selling-partner')
  return { api, account: sellingPartner({ ...options, region: region as 'eu' }) }
}

async function payAccount(
  { api, region, publicKeyId, environment, ...config }: PayAccountConfig,
  common: CommonOptions,
  secret: ReadSecret,
): Promise<ConnectedAccount> {
  const { amazonPay } = await import('@reportline/reports/pay')
  const privateKey = () => secret('privateKey', config.privateKey)
  const keyId = await secret('publicKeyId', publicKeyId)
  return { api, account: amazonPay({ ...common, region: region as 'eu', publicKeyId: keyId, privateKey, environment }) }
}
