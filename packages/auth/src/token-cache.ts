import type { Credentials } from './credentials.ts'
import type { Grant } from './token-request.ts'
import type { AccessToken } from './token-response.ts'

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
