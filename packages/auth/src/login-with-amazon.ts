import { AuthError } from './auth-error.ts'
import { askCredentials, type Credentials, type CredentialsSource } from './credentials.ts'
import { requestToken, type TokenRequestOptions } from './request-token.ts'
import type { AccessToken } from './token-answer.ts'
import { type TokenCache, tokenCache, tokenKey } from './token-cache.ts'
import { type Grant, tokenEndpoint } from './token-request.ts'

/** The options of {@link loginWithAmazon}. */
export interface LoginOptions extends TokenRequestOptions {
  readonly credentials: CredentialsSource
  /** For grantless operations, for example `sellingpartnerapi::notifications`. Without it the seller's token is used. */
  readonly scope?: string
  /** Share one to share tokens between logins. Default: one of its own. */
  readonly cache?: TokenCache
}

/** What a login needs to know about an attempt to send a request. */
export interface AuthorizedAttempt {
  /** Ends the waiting for a token. The token request itself goes on, since others may wait for it. */
  readonly signal?: AbortSignal
  /** Set on the attempt that follows an answer saying that the credentials have expired. */
  readonly refused?: { readonly status: number }
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
   * Sets the header `x-amz-access-token` and returns the request. On an attempt that follows a refusal, the token that
   * was refused is thrown away first and a new one asked for.
   *
   * @throws AuthError when Amazon gives no token; TypeError when the credentials are incomplete.
   */
  authorize(request: Request, attempt?: AuthorizedAttempt): Promise<Request>
}

interface IssuedToken extends AccessToken {
  readonly key: string
}

/**
 * Login with Amazon for the Selling Partner and Amazon Business APIs. Asks for a token when one is first needed, keeps
 * it, and renews it a minute before it ends. Those who wait for a token at the same time share one request.
 *
 * @param options Credentials, and optionally scope, cache, endpoint, fetch and clock.
 * @see https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 */
export function loginWithAmazon(options: LoginOptions): Login {
  const { cache = tokenCache(), now = Date.now } = options
  const grant: Grant =
    options.scope === undefined
      ? { grantType: 'refresh_token' }
      : { grantType: 'client_credentials', scope: options.scope }
  let current: IssuedToken | undefined
  let asking: Promise<IssuedToken> | undefined
  /** The last token that went to an attempt other than the one after a refusal. */
  let refusable: string | undefined

  async function issueWith(credentials: Credentials): Promise<IssuedToken> {
    const key = await tokenKey(options.endpoint ?? tokenEndpoint, grant, credentials)
    const token = await cache.token(key, now(), () => requestToken(grant, credentials, options))
    return { ...token, key }
  }

  async function issue(): Promise<IssuedToken> {
    const credentials = await askCredentials(options.credentials)
    try {
      return await issueWith(credentials)
    } catch (error) {
      return issueWith(await rotatedCredentials(error, credentials, options.credentials))
    }
  }

  async function ask(): Promise<IssuedToken> {
    try {
      current = await issue()
      return current
    } finally {
      asking = undefined
    }
  }

  function token(): Promise<IssuedToken> {
    if (current !== undefined && now() < current.renewAt) return Promise.resolve(current)
    asking ??= ask()
    return asking
  }

  function drop(refused: IssuedToken | undefined): void {
    if (refused !== undefined) cache.drop(refused.key, refused.accessToken)
    current = undefined
  }

  return {
    async accessToken(signal) {
      return (await unlessAborted(token, signal)).accessToken
    },
    async authorize(request, attempt) {
      // Calls are refused one after the other. A token that only their second attempts have had is none of those refused.
      if (attempt?.refused && current?.accessToken === refusable) drop(current)
      const { accessToken } = await unlessAborted(token, attempt?.signal)
      if (!attempt?.refused) refusable = accessToken
      request.headers.set('x-amz-access-token', accessToken)
      return request
    },
  }
}

/** After `invalid_client` the credentials are asked for again: where the secret was rotated meanwhile, that helps. */
async function rotatedCredentials(
  error: unknown,
  refused: Credentials,
  source: CredentialsSource,
): Promise<Credentials> {
  if (!(error instanceof AuthError) || error.code !== 'INVALID_CLIENT' || typeof source !== 'function') throw error
  const again = await askCredentials(source)
  // The same secret would get the same answer.
  if (again.clientId === refused.clientId && again.clientSecret === refused.clientSecret) throw error
  return again
}

/** What was started goes on: only this caller stops waiting. */
async function unlessAborted<T>(start: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return start()
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    start()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop))
  })
}
