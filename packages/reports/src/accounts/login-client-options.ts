import { loginWithAmazon } from '@reportline/auth'
import type { Authorize, RequestEvent, RequestOptions } from '@reportline/request'
import { emit } from '../run/run-context.ts'
import { noteSending } from '../run/sending.ts'
import { accountBuckets } from './account-buckets.ts'
import type { LoginAccountOptions, Runtime } from './account-options.ts'
import { loginOwner } from './login-owner.ts'

/** Where an account's calls go, and whose quotas they use. */
export interface Server {
  readonly baseUrl: string
  /** The API and the region; the account itself is added. */
  readonly quota: string
}

/** Makes the options of the clients of an account that logs in with Amazon. Its clients share token and buckets. */
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
    ...(tokenEndpoint === undefined ? {} : { endpoint: tokenEndpoint }),
  })
  return {
    baseUrl: endpoint ?? server.baseUrl,
    authorize: login.authorize,
    quota: server.quota,
    buckets: buckets === undefined ? undefined : accountBuckets(buckets, loginOwner(credentials)),
    application,
    fetch,
    clock,
    random,
    onEvent(event: RequestEvent) {
      noteSending(event)
      emit(onEvent, event)
    },
  }
}
