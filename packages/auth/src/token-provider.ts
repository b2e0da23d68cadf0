import { AuthError } from './auth-error.ts'
import { type Credentials, type CredentialsSource, resolveCredentials } from './credentials.ts'
import { requestToken, type TokenRequestOptions } from './request-token.ts'
import { type TokenCache, tokenKey } from './token-cache.ts'
import { type Grant, tokenEndpoint } from './token-request.ts'
import type { AccessToken } from './token-response.ts'

/** What a login needs to know about an attempt to send a request. */
export interface AuthorizedAttempt {
  /** Ends the waiting for a token. The token request itself goes on, since others may wait for it. */
  readonly signal?: AbortSignal | undefined
  /** Set on the attempt that follows an answer saying that the credentials have expired. */
  readonly refused?: { readonly status: number } | undefined
  /** The operation that is called. One with a `scope` is grantless: it gets the application's own token for that scope. */
  readonly operation?: { readonly scope?: string | undefined } | undefined
}

/** What a provider needs to ask for its token. */
export interface TokenProviderOptions extends TokenRequestOptions {
  readonly credentials: CredentialsSource
}

interface IssuedToken extends AccessToken {
  readonly key: string
}

/** Keeps the token of one grant: asks for it when it is first needed, and renews it in time. */
export interface TokenProvider {
  /** Gives a token that is good for at least a minute; `signal` ends the waiting only. */
  accessToken(signal?: AbortSignal): Promise<string>
  /** Gives the token for an attempt; on one that follows a refusal, not the token that was refused. */
  tokenFor(attempt?: AuthorizedAttempt): Promise<string>
}

/** Makes the provider of a grant's token. */
export function tokenProvider(grant: Grant, cache: TokenCache, options: TokenProviderOptions): TokenProvider {
  const { now = Date.now } = options
  let current: IssuedToken | undefined
  let pending: Promise<IssuedToken> | undefined
  /** The last token that went to an attempt other than the one after a refusal. */
  let refusable: string | undefined

  async function issueWith(credentials: Credentials): Promise<IssuedToken> {
    const key = await tokenKey(options.endpoint ?? tokenEndpoint, grant, credentials)
    const token = await cache.token(key, now(), () => requestToken(grant, credentials, options))
    return { ...token, key }
  }

  async function issue(): Promise<IssuedToken> {
    const credentials = await resolveCredentials(options.credentials)
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
      pending = undefined
    }
  }

  /** Most often the token is at hand, and nothing is waited for. */
  async function token(signal: AbortSignal | undefined): Promise<IssuedToken> {
    signal?.throwIfAborted()
    if (current !== undefined && now() < current.renewAt) return current
    pending ??= ask()
    return signal === undefined ? pending : unlessAborted(pending, signal)
  }

  function drop(refused: IssuedToken | undefined): void {
    if (refused !== undefined) cache.drop(refused.key, refused.accessToken)
    current = undefined
  }

  return {
    async accessToken(signal) {
      return (await token(signal)).accessToken
    },
    async tokenFor(attempt) {
      // Calls are refused one after the other. A token that only their second attempts have had is none of those refused.
      if (attempt?.refused && current?.accessToken === refusable) drop(current)
      const { accessToken } = await token(attempt?.signal)
      if (!attempt?.refused) refusable = accessToken
      return accessToken
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
  const again = await resolveCredentials(source)
  // The same secret would get the same answer.
  if (again.clientId === refused.clientId && again.clientSecret === refused.clientSecret) throw error
  return again
}

/** What was started goes on: only this caller stops waiting. */
function unlessAborted<T>(started: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    started.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
