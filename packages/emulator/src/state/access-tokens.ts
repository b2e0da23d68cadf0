import { randomBytes } from 'node:crypto'
import type { Account } from './accounts.ts'

/** The lifetime of an access token, in seconds. */
export const accessTokenLifetimeSeconds = 3600

/** How long an expired token is still reported as expired rather than invalid, in milliseconds. */
const expiredTokenRetentionMs = 24 * 3600 * 1000

/** What an access token grants. */
export interface AccessToken {
  readonly account: Account
  /** The scope of a grantless token, which is issued to the application and not for a seller. */
  readonly scope?: string
  /** The refresh token that it was issued for. Revoking the refresh token revokes the access token too. */
  readonly refreshToken?: string
  /** The only calls that a restricted data token allows. */
  readonly resources?: readonly RestrictedResource[]
}

/** A call, by its method and path. */
export interface RestrictedResource {
  readonly method: string
  readonly path: string
}

interface IssuedToken extends AccessToken {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expiresAt: number
}

/** The access tokens that Login with Amazon issues and that the APIs look up. */
export class AccessTokens {
  readonly #issued = new Map<string, IssuedToken>()
  readonly #revoked = new Set<string>()

  /** @returns The new token. */
  issue(accessToken: AccessToken, now: number): string {
    for (const [token, { expiresAt }] of this.#issued) {
      if (expiresAt + expiredTokenRetentionMs < now) this.#issued.delete(token)
    }
    const token = `${accessToken.resources === undefined ? 'Atza' : 'Atz.sprdt'}|${randomBytes(96).toString('base64url')}`
    this.#issued.set(token, { ...accessToken, expiresAt: now + accessTokenLifetimeSeconds * 1000 })
    return token
  }

  find(token: string, now: number): AccessToken | 'expired' | 'invalid' {
    const issued = this.#issued.get(token)
    if (issued === undefined || this.isRevoked(token)) return 'invalid'
    if (issued.refreshToken !== undefined && this.isRevoked(issued.refreshToken)) return 'invalid'
    return issued.expiresAt <= now ? 'expired' : issued
  }

  /** Revokes an access token, or a refresh token together with the access tokens issued for it. */
  revoke(token: string): void {
    this.#revoked.add(token)
  }

  isRevoked(token: string): boolean {
    return this.#revoked.has(token)
  }
}
