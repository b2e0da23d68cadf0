import { type Credentials, type CredentialsSource, credentialsResolver } from './credentials.ts'
import type { TokenRequestOptions } from './request-token.ts'
import {
  type AuthorizedAttempt,
  type TokenCache,
  type TokenProvider,
  tokenCache,
  tokenProvider,
} from './token-provider.ts'

/** Options of {@link loginWithAmazon}. */
export interface LoginOptions extends TokenRequestOptions {
  /** The credentials, or a function that returns them. See {@link CredentialsSource} for when it is called. */
  readonly credentials: CredentialsSource
  /**
   * Requests the application's own token for this scope, for example `sellingpartnerapi::notifications`. Applies to every
   * operation without a scope of its own. Defaults to the token of the seller.
   */
  readonly scope?: string | undefined
  /** The cache for tokens. Pass the same one to several logins to share tokens. Defaults to a cache of its own. */
  readonly cache?: TokenCache | undefined
}

/** Provides access tokens and adds them to requests. Inspecting a login shows no secret. */
export interface Login {
  /**
   * Returns a token that is valid for at least a minute.
   *
   * @param signal Ends the wait of this caller. A token request that other callers share continues.
   * @throws AuthError if Amazon returns no token
   * @throws TypeError if the credentials are incomplete
   */
  accessToken(signal?: AbortSignal): Promise<string>
  /**
   * Sets the header `x-amz-access-token` and returns the request. A grantless operation gets the application's own token
   * for its scope, any other the token of the seller. On an attempt after a refusal, the refused token is discarded and a
   * new one is requested.
   *
   * @param request The request to change.
   * @param attempt The attempt, as clients of `@reportline/request` pass it.
   * @throws AuthError if Amazon returns no token
   * @throws TypeError if the credentials are incomplete
   */
  authorize(request: Request, attempt?: AuthorizedAttempt): Promise<Request>
  /**
   * Returns the latest credentials. Calls a credentials function only if the login has not called it yet, and then the
   * first token request uses the same credentials. The result contains the secrets: do not log it.
   *
   * @throws TypeError if the credentials are incomplete
   */
  credentials(): Promise<Credentials>
}

/**
 * Logs in with Amazon, for the Selling Partner and Amazon Business APIs. Requests a token when it is first needed, keeps
 * it, and renews it a minute before it expires. Callers that wait for a token at the same time share one request.
 *
 * @param options The credentials, and optionally the scope, the cache, the endpoint, fetch and the clock.
 * @returns The login. Pass its `authorize` to a generated client. Its methods throw an AuthError if Amazon returns no token.
 * @see https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 * @example
 * ```ts
 * import { loginWithAmazon } from '@reportline/auth'
 *
 * const login = loginWithAmazon({
 *   credentials: {
 *     clientId: process.env.LWA_CLIENT_ID ?? '',
 *     clientSecret: process.env.LWA_CLIENT_SECRET ?? '',
 *     refreshToken: process.env.LWA_REFRESH_TOKEN ?? '',
 *   },
 * })
 * const request = new Request('https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports/1')
 * const response = await fetch(await login.authorize(request))
 * console.log(response.status)
 * ```
 */
export function loginWithAmazon(options: LoginOptions): Login {
  const { cache = tokenCache() } = options
  const credentials = credentialsResolver(options.credentials)
  const providers = new Map<string | undefined, TokenProvider>()

  function providerOf(scope: string | undefined = options.scope): TokenProvider {
    const known = providers.get(scope)
    if (known !== undefined) return known
    const grant =
      scope === undefined
        ? ({ grantType: 'refresh_token' } as const)
        : ({ grantType: 'client_credentials', scope } as const)
    const provider = tokenProvider(grant, credentials, cache, options)
    providers.set(scope, provider)
    return provider
  }

  return {
    accessToken: (signal) => providerOf().accessToken(signal),
    async authorize(request, attempt) {
      request.headers.set('x-amz-access-token', await providerOf(attempt?.operation?.scope).tokenFor(attempt))
      return request
    },
    credentials: () => credentials.latest(),
  }
}
