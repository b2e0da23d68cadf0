import type { Credentials } from './credentials.ts'
import type { Grant } from './token-request.ts'
import type { AccessToken } from './token-response.ts'

/**
 * Tokens of one process. One cache may be shared by several logins: those with the same endpoint, client, grant and
 * scope, and the same seller, then share one token.
 */
export interface TokenCache {
  /**
   * Gives the token held under the key while it is fresh, and otherwise calls `request`, once for all who ask
   * meanwhile. A request that fails rejects all of them and leaves nothing behind.
   *
   * @param key Made by {@link tokenKey}.
   * @param now Milliseconds since 1970.
   * @param request Asks Amazon for a new token.
   */
  token(key: string, now: number, request: () => Promise<AccessToken>): Promise<AccessToken>
  /** Forgets the token held under the key if it is this one: a newer one stays. */
  drop(key: string, accessToken: string): void
}

/** An empty cache in memory. */
export function tokenCache(): TokenCache {
  // In closures, so that inspecting the cache shows no token.
  const held = new Map<string, AccessToken>()
  const requested = new Map<string, Promise<AccessToken>>()

  function renew(key: string, request: () => Promise<AccessToken>): Promise<AccessToken> {
    const shared = Promise.resolve()
      .then(request)
      .then((token) => {
        held.set(key, token)
        return token
      })
      .finally(() => requested.delete(key))
    requested.set(key, shared)
    return shared
  }

  return {
    token(key, now, request) {
      const token = held.get(key)
      if (token !== undefined && now < token.renewAt) return Promise.resolve(token)
      return requested.get(key) ?? renew(key, request)
    },
    drop(key, accessToken) {
      if (held.get(key)?.accessToken === accessToken) held.delete(key)
    },
  }
}

/**
 * The cache key of a token: a digest, so that neither the refresh token nor anything else can be read from it. The
 * client secret is no part of it: a token outlives the rotation of the secret.
 */
export async function tokenKey(endpoint: string, grant: Grant, credentials: Credentials): Promise<string> {
  const scope = grant.grantType === 'client_credentials' ? grant.scope : ''
  const seller = grant.grantType === 'refresh_token' ? (credentials.refreshToken ?? '') : ''
  const parts = JSON.stringify([endpoint, credentials.clientId, grant.grantType, scope, seller])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
