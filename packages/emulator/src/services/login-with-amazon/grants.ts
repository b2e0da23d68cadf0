import { randomBytes } from 'node:crypto'
import { accessTokenLifetimeSeconds } from '../../state/access-tokens.ts'
import type { Account } from '../../state/accounts.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import type { ServiceResponse } from '../service-definition.ts'
import { AuthorizationCodes } from './authorization-codes.ts'
import { invalidClient, invalidGrant, invalidScope } from './token-errors.ts'

/** The request body in the specification. */
export type TokenRequest = { readonly client_id: string; readonly client_secret: string } & (
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  | { readonly grant_type: 'client_credentials'; readonly scope: string }
  | { readonly grant_type: 'authorization_code'; readonly code: string; readonly redirect_uri?: string }
)

/** The scopes in public documentation. */
const scopes = [
  'sellingpartnerapi::notifications',
  'sellingpartnerapi::migration',
  'sellingpartnerapi::client_credential:rotation',
]

/** Exchanges grants for access tokens. */
export class Grants {
  readonly codes = new AuthorizationCodes()
  readonly #state: EmulatorState
  readonly #refreshTokens: Map<string, Account>

  constructor(state: EmulatorState) {
    this.#state = state
    this.#refreshTokens = new Map(state.accounts.map((account) => [account.refreshToken, account]))
  }

  exchange(request: TokenRequest): ServiceResponse {
    const account = this.#state.accounts.find(({ clientId }) => clientId === request.client_id)
    if (account === undefined || account.clientSecret !== request.client_secret) return invalidClient()
    switch (request.grant_type) {
      case 'refresh_token':
        return this.#refresh(account, request.refresh_token)
      case 'client_credentials':
        return scopes.includes(request.scope) ? this.#issueToken(account, { scope: request.scope }) : invalidScope()
      case 'authorization_code': {
        const isValid = this.codes.use(request.code, request.redirect_uri, this.#state.clock.now())
        if (!isValid) return invalidGrant('code')
        return this.#issueToken(account, { refreshToken: this.#newRefreshToken(account) })
      }
    }
  }

  #refresh(account: Account, refreshToken: string): ServiceResponse {
    const owner = this.#refreshTokens.get(refreshToken)
    const isValid = owner?.clientId === account.clientId && !this.#state.accessTokens.isRevoked(refreshToken)
    return isValid ? this.#issueToken(account, { refreshToken }) : invalidGrant('refresh_token')
  }

  #newRefreshToken(account: Account): string {
    const refreshToken = `Atzr|${randomBytes(64).toString('base64url')}`
    this.#refreshTokens.set(refreshToken, account)
    return refreshToken
  }

  #issueToken(account: Account, grant: { scope?: string; refreshToken?: string }): ServiceResponse {
    const accessToken = this.#state.accessTokens.issue({ account, ...grant }, this.#state.clock.now())
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        access_token: accessToken,
        token_type: 'bearer',
        expires_in: accessTokenLifetimeSeconds,
        ...(grant.refreshToken === undefined ? {} : { refresh_token: grant.refreshToken }),
      },
    }
  }
}
