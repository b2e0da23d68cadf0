import { AuthError } from './auth-error.ts'
import type { Credentials, CredentialsResolver } from './credentials.ts'
import { requestToken, type TokenRequestOptions } from './request-token.ts'
import { type TokenCache, tokenKey } from './token-cache.ts'
import { type Grant, tokenEndpoint } from './token-request.ts'
import type { AccessToken } from './token-response.ts'

/** What a login uses of an attempt to send a request. */
export interface AuthorizedAttempt {
  /** Ends the wait for a token. A token request that other callers share continues. */
  readonly signal?: AbortSignal | undefined
  /** Set on the attempt that follows a response saying that the credentials have expired. */
  readonly refused?: { readonly status: number } | undefined
  /** The operation that is called. One with a `scope` is grantless and gets the application's own token for that scope. */
  readonly operation?: { readonly scope?: string | undefined } | undefined
}

interface CachedToken extends AccessToken {
  readonly key: string
}

/** Provides the token of one grant. Requests it when it is first needed and renews it before it expires. */
export interface TokenProvider {
  /** Returns a token that is valid for at least a minute. The signal ends only the wait of this caller. */
  accessToken(signal?: AbortSignal): Promise<string>
  /** Returns the token for an attempt. On an attempt after a refusal, returns another token than the refused one. */
  tokenFor(attempt?: AuthorizedAttempt): Promise<string>
}

export function tokenProvider(
  grant: Grant,
  credentials: CredentialsResolver,
  cache: TokenCache,
  options: TokenRequestOptions,
): TokenProvider {
  const { now = Date.now } = options
  let current: CachedToken | undefined
  let pending: Promise<CachedToken> | undefined
  let isFirstRequest = true
  /** The last token that was used for an attempt that does not follow a refusal. */
  let lastUsed: string | undefined

  async function requestWith(used: Credentials): Promise<CachedToken> {
    const key = await tokenKey(options.endpoint ?? tokenEndpoint, grant, used)
    const token = await cache.token(key, now(), () => requestToken(grant, used, options))
    return { ...token, key }
  }

  async function request(): Promise<CachedToken> {
    const used = await (isFirstRequest ? credentials.latest() : credentials.refresh())
    isFirstRequest = false
    try {
      return await requestWith(used)
    } catch (error) {
      return requestWith(await rotatedCredentials(error, used, credentials))
    }
  }

  async function renew(): Promise<CachedToken> {
    try {
      current = await request()
      return current
    } finally {
      pending = undefined
    }
  }

  async function token(signal: AbortSignal | undefined): Promise<CachedToken> {
    signal?.throwIfAborted()
    if (current !== undefined && now() < current.renewAt) return current
    pending ??= renew()
    return signal === undefined ? pending : unlessAborted(pending, signal)
  }

  function drop(refused: CachedToken | undefined): void {
    if (refused !== undefined) cache.drop(refused.key, refused.accessToken)
    current = undefined
  }

  return {
    async accessToken(signal) {
      return (await token(signal)).accessToken
    },
    async tokenFor(attempt) {
      // Refusals arrive one after the other. A token that only attempts after a refusal have used is not the refused one.
      if (attempt?.refused && current?.accessToken === lastUsed) drop(current)
      const { accessToken } = await token(attempt?.signal)
      if (!attempt?.refused) lastUsed = accessToken
      return accessToken
    },
  }
}

/**
 * Returns the credentials to try after `invalid_client`, in case the secret was rotated.
 *
 * @throws the error of the token request if the credentials have not changed
 */
async function rotatedCredentials(
  error: unknown,
  refused: Credentials,
  credentials: CredentialsResolver,
): Promise<Credentials> {
  if (!(error instanceof AuthError) || error.code !== 'INVALID_CLIENT') throw error
  const rotated = await credentials.refresh()
  if (rotated.clientId === refused.clientId && rotated.clientSecret === refused.clientSecret) throw error
  return rotated
}

/** Rejects when the signal aborts. The shared promise continues. */
function unlessAborted<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
