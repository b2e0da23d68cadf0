import { type TokenCache, tokenCache } from './token-cache.ts'
import {
  type AuthorizedAttempt,
  type TokenProvider,
  type TokenProviderOptions,
  tokenProvider,
} from './token-provider.ts'

/** The options of {@link loginWithAmazon}. */
export interface LoginOptions extends TokenProviderOptions {
  /**
   * Uses the application's own token for this scope, for example `sellingpartnerapi::notifications`, for every operation
   * that does not name one itself. Without it the seller's token is used.
   */
  readonly scope?: string
  /** Share one to share tokens between logins. Default: one of its own. */
  readonly cache?: TokenCache
}

/** A login: gives tokens, and puts them on requests. Nothing secret can be seen by inspecting it. */
export interface Login {
  /**
   * Gives a token that is good for at least a minute.
   *
   * @param signal Ends the waiting, not the token request that others may share.
   * @throws AuthError when Amazon gives no token; TypeError when the credentials are incomplete.
   */
  accessToken(signal?: AbortSignal): Promise<string>
  /**
   * Sets the header `x-amz-access-token` and returns the request. A grantless operation gets the application's own token
   * for its scope, any other the seller's. On an attempt that follows a refusal, the token that
   * was refused is thrown away first and a new one asked for.
   *
   * @throws AuthError when Amazon gives no token; TypeError when the credentials are incomplete.
   */
  authorize(request: Request, attempt?: AuthorizedAttempt): Promise<Request>
}

/**
 * Login with Amazon for the Selling Partner and Amazon Business APIs. Asks for a token when one is first needed, keeps
 * it, and renews it a minute before it ends. Those who wait for a token at the same time share one request.
 *
 * @param options Credentials, and optionally scope, cache, endpoint, fetch and clock.
 * @see https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 */
export function loginWithAmazon(options: LoginOptions): Login {
  const { cache = tokenCache() } = options
  const providers = new Map<string | undefined, TokenProvider>()

  function providerOf(scope: string | undefined = options.scope): TokenProvider {
    const known = providers.get(scope)
    if (known !== undefined) return known
    const grant =
      scope === undefined
        ? ({ grantType: 'refresh_token' } as const)
        : ({ grantType: 'client_credentials', scope } as const)
    const provider = tokenProvider(grant, cache, options)
    providers.set(scope, provider)
    return provider
  }

  return {
    accessToken: (signal) => providerOf().accessToken(signal),
    async authorize(request, attempt) {
      request.headers.set('x-amz-access-token', await providerOf(attempt?.operation?.scope).tokenFor(attempt))
      return request
    },
  }
}
