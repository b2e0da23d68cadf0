import { AuthError } from './auth-error.ts'
import type { Credentials, CredentialsResolver } from './credentials.ts'
import { type Grant, requestToken, type TokenRequestOptions, tokenEndpoint } from './request-token.ts'
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

  async function requestWith(used: Credentials, attempts: number | undefined): Promise<CachedToken> {
    const key = await tokenKey(options.endpoint ?? tokenEndpoint, grant, used)
    const token = await cache.token(key, now(), () => requestToken(grant, used, { ...options, attempts }))
    return { ...token, key }
  }

  async function request(attempts: number | undefined): Promise<CachedToken> {
    const used = await (isFirstRequest ? credentials.latest() : credentials.refresh())
    isFirstRequest = false
    try {
      return await requestWith(used, attempts)
    } catch (error) {
      return requestWith(await rotatedCredentials(error, used, credentials), attempts)
    }
  }

  async function renew(attempts: number | undefined): Promise<CachedToken> {
    try {
      current = await request(attempts)
      return current
    } finally {
      pending = undefined
    }
  }

  async function token(signal: AbortSignal | undefined, attempts: number | undefined): Promise<CachedToken> {
    signal?.throwIfAborted()
    if (current !== undefined && now() < current.renewAt) return current
    pending ??= renew(attempts)
    return signal === undefined ? pending : unlessAborted(pending, signal)
  }

  function drop(refused: CachedToken | undefined): void {
    if (refused !== undefined) cache.drop(refused.key, refused.accessToken)
    current = undefined
  }

  return {
    async accessToken(signal) {
      return (await token(signal, options.attempts)).accessToken
    },
    async tokenFor(attempt) {
      // Refusals arrive one after the other. A token that only attempts after a refusal have used is not the refused one.
      if (attempt?.refused && current?.accessToken === lastUsed) drop(current)
      // One request, because the call makes its own attempts: both together would multiply.
      const { accessToken } = await token(attempt?.signal, 1)
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

/**
 * Caches the tokens of one process. Several logins can use the same cache. Those with the same endpoint, client, grant,
 * scope and seller then share one token.
 */
export interface TokenCache {
  /**
   * Returns the token with this key until it must be renewed. Otherwise calls `request`; concurrent callers share one
   * request. If it fails, all of them reject, and the next call starts a new request.
   *
   * @param key The digest that identifies the token.
   * @param now Milliseconds since 1970.
   * @param request Requests a new token from Amazon.
   */
  token(key: string, now: number, request: () => Promise<AccessToken>): Promise<AccessToken>
  /** Removes the token with this key if it is the given one. A newer token stays. */
  drop(key: string, accessToken: string): void
}

/** Creates an empty token cache in memory. */
export function tokenCache(): TokenCache {
  // In closures, so that inspecting the cache shows no token.
  const tokens = new Map<string, AccessToken>()
  const pending = new Map<string, Promise<AccessToken>>()

  function renew(key: string, request: () => Promise<AccessToken>): Promise<AccessToken> {
    const shared = Promise.resolve()
      .then(request)
      .then((token) => {
        tokens.set(key, token)
        return token
      })
      .finally(() => pending.delete(key))
    pending.set(key, shared)
    return shared
  }

  return {
    token(key, now, request) {
      const token = tokens.get(key)
      if (token !== undefined && now < token.renewAt) return Promise.resolve(token)
      return pending.get(key) ?? renew(key, request)
    },
    drop(key, accessToken) {
      if (tokens.get(key)?.accessToken === accessToken) tokens.delete(key)
    },
  }
}

/**
 * Returns the cache key of a token. It is a digest, so that the refresh token cannot be read from it. The client secret is
 * not part of it, because a token outlives the rotation of the secret.
 */
export async function tokenKey(endpoint: string, grant: Grant, credentials: Credentials): Promise<string> {
  const scope = grant.grantType === 'client_credentials' ? grant.scope : ''
  const seller = grant.grantType === 'refresh_token' ? (credentials.refreshToken ?? '') : ''
  const parts = JSON.stringify([endpoint, credentials.clientId, grant.grantType, scope, seller])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
