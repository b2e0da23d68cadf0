import { randomBytes } from 'node:crypto'
import type { Account } from './accounts.ts'

/** Seconds that an access token works for. */
export const accessTokenLifetime = 3600

/** How long an expired token is still told apart from one that never was. */
const remembered = 24 * 3600 * 1000

/** What an access token stands for. */
export interface AccessToken {
  readonly account: Account
  /** Of a token that stands for the application alone, not for a seller. */
  readonly scope?: string
  /** The refresh token that it was got with: revoked together with it. */
  readonly refreshToken?: string
  /** Of a restricted data token: the calls that it opens, and nothing else. */
  readonly resources?: readonly RestrictedResource[]
}

/** A call by its method and its path. */
export interface RestrictedResource {
  readonly method: string
  readonly path: string
}

interface Issued extends AccessToken {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expires: number
}

/** The access tokens that Login with Amazon has issued and that the APIs look up. */
export class AccessTokens {
  readonly #issued = new Map<string, Issued>()
  readonly #revoked = new Set<string>()

  /** @returns The new token. */
  issue(accessToken: AccessToken, now: number): string {
    for (const [token, { expires }] of this.#issued) if (expires + remembered < now) this.#issued.delete(token)
    const token = `${accessToken.resources === undefined ? 'Atza' : 'Atz.sprdt'}|${randomBytes(96).toString('base64url')}`
    this.#issued.set(token, { ...accessToken, expires: now + accessTokenLifetime * 1000 })
    return token
  }

  find(token: string, now: number): AccessToken | 'expired' | 'invalid' {
    const issued = this.#issued.get(token)
    if (issued === undefined || this.isRevoked(token)) return 'invalid'
    if (issued.refreshToken !== undefined && this.isRevoked(issued.refreshToken)) return 'invalid'
    return issued.expires <= now ? 'expired' : issued
  }

  /** Withdraws an access token, or a refresh token with all that was got with it. */
  revoke(token: string): void {
    this.#revoked.add(token)
  }

  isRevoked(token: string): boolean {
    return this.#revoked.has(token)
  }
}
