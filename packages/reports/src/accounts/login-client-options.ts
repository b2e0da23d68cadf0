import { type Login, loginWithAmazon } from '@reportline/auth'
import type { Authorize, RequestEvent, RequestOptions } from '@reportline/request'
import { emit } from '../run/run-context.ts'
import { accountBuckets, type BucketOwner } from './account-buckets.ts'
import type { LoginAccountOptions, Runtime } from './account-options.ts'

/** The server that an account calls, and the quota that its calls count against. */
export interface Server {
  readonly baseUrl: string
  /** The API and the region. The account is added to it. */
  readonly quota: string
}

/**
 * Creates the client options of an account that logs in with Amazon. The clients share the token, the credentials and the
 * buckets.
 */
export function loginClientOptions(
  options: LoginAccountOptions,
  { clock, random, fetch }: Runtime,
  server: Server,
): RequestOptions & { readonly baseUrl: string; readonly authorize: Authorize } {
  const { credentials, endpoint, tokenEndpoint, application, buckets, onEvent } = options
  const login = loginWithAmazon({
    credentials,
    fetch,
    random,
    now: () => clock.now(),
    sleep: (milliseconds) => clock.sleep(milliseconds),
    endpoint: tokenEndpoint,
  })
  return {
    baseUrl: endpoint ?? server.baseUrl,
    authorize: login.authorize,
    quota: server.quota,
    buckets: buckets === undefined ? undefined : accountBuckets(buckets, loginOwner(login)),
    application,
    fetch,
    clock,
    random,
    onEvent: (event: RequestEvent) => emit(onEvent, event),
  }
}

/** The owner of the quotas: the application, and the seller or business that authorized it. */
function loginOwner(login: Login): BucketOwner {
  return async () => {
    const { clientId, refreshToken } = await login.credentials()
    return [clientId, refreshToken]
  }
}
