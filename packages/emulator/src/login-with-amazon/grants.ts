import { randomBytes } from 'node:crypto'
import type { Answer, World } from '../service/service-definition.ts'
import { accessTokenLifetime } from '../state/access-tokens.ts'
import type { Account } from '../state/accounts.ts'
import { AuthorizationCodes } from './authorization-codes.ts'
import { invalidClient, invalidGrant, invalidScope } from './token-errors.ts'

/** The body of the request, as the specification has it. */
export type TokenRequest = { readonly client_id: string; readonly client_secret: string } & (
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  | { readonly grant_type: 'client_credentials'; readonly scope: string }
  | { readonly grant_type: 'authorization_code'; readonly code: string; readonly redirect_uri?: string }
)

/** Scopes that are known from public documentation. */
const scopes = [
  'sellingpartnerapi::notifications',
  'sellingpartnerapi::migration',
  'sellingpartnerapi::client_credential:rotation',
]

/** Exchanges grants for access tokens. */
export class Grants {
  readonly codes = new AuthorizationCodes()
  readonly #world: World
  readonly #refreshTokens: Map<string, Account>

  constructor(world: World) {
    this.#world = world
    this.#refreshTokens = new Map(world.accounts.map((account) => [account.refreshToken, account]))
  }

  exchange(request: TokenRequest): Answer {
    const account = this.#world.accounts.find(({ clientId }) => clientId === request.client_id)
    if (account === undefined || account.clientSecret !== request.client_secret) return invalidClient()
    switch (request.grant_type) {
      case 'refresh_token':
        return this.#refresh(account, request.refresh_token)
      case 'client_credentials':
        return scopes.includes(request.scope) ? this.#token(account, { scope: request.scope }) : invalidScope()
      case 'authorization_code': {
        const isGood = this.codes.use(request.code, request.redirect_uri, this.#world.clock.now())
        return isGood ? this.#token(account, { refreshToken: this.#newRefreshToken(account) }) : invalidGrant('code')
      }
    }
  }

  #refresh(account: Account, refreshToken: string): Answer {
    const owner = this.#refreshTokens.get(refreshToken)
    const isGood = owner?.clientId === account.clientId && !this.#world.accessTokens.isRevoked(refreshToken)
    return isGood ? this.#token(account, { refreshToken }) : invalidGrant('refresh_token')
  }

  #newRefreshToken(account: Account): string {
    const refreshToken = `Atzr|${randomBytes(64).toString('base64url')}`
    this.#refreshTokens.set(refreshToken, account)
    return refreshToken
  }

  #token(account: Account, grant: { scope?: string; refreshToken?: string }): Answer {
    const accessToken = this.#world.accessTokens.issue({ account, ...grant }, this.#world.clock.now())
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        access_token: accessToken,
        token_type: 'bearer',
        expires_in: accessTokenLifetime,
        ...(grant.refreshToken === undefined ? {} : { refresh_token: grant.refreshToken }),
      },
    }
  }
}
