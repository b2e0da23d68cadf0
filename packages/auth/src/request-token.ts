import { AuthError, type AuthErrorCode } from './auth-error.ts'
import type { Credentials } from './credentials.ts'
import { redact } from './redact.ts'
import { type Grant, secretsOf, type TokenRequest, tokenRequest } from './token-request.ts'
import { type AccessToken, readTokenResponse } from './token-response.ts'

/** Options of `requestToken`. All of them are optional. */
export interface TokenRequestOptions {
  /** The URL to request tokens from. Defaults to `tokenEndpoint`. */
  readonly endpoint?: string | undefined
  /** The fetch to send requests with. Defaults to the global one. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Returns the milliseconds since 1970. Defaults to `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Waits a number of milliseconds. Defaults to a timer of the system. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined
  /** Returns random numbers from 0 (inclusive) to 1 (exclusive). Defaults to `Math.random`. */
  readonly random?: (() => number) | undefined
}

const maxAttempts = 3
/** The maximum pause after the first attempt. Doubles after each further attempt. */
const firstPauseMs = 1_000
/** The timeout of one attempt, including reading the body. */
const timeoutMs = 10_000

/**
 * Requests a token. Retries up to twice after a network error, a timeout, a 429 or a 5xx. An authorization code is sent
 * only once, because it can be used only once.
 *
 * @param grant What the token is for.
 * @param credentials The credentials of the application, with the refresh token of the seller for the grant
 *   `refresh_token`.
 * @param options Endpoint, fetch and clock.
 * @returns the token and when it expires; for the grant `authorization_code` also the refresh token
 * @throws AuthError if Amazon returns no token
 * @throws TypeError if the credentials lack something that the grant requires
 * @see https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 */
export async function requestToken(
  grant: Grant,
  credentials: Credentials,
  options: TokenRequestOptions = {},
): Promise<AccessToken> {
  const request = tokenRequest(grant, credentials, options.endpoint)
  const secrets = secretsOf(grant, credentials)
  const attempts = grant.grantType === 'authorization_code' ? 1 : maxAttempts
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(request, secrets, options)
    } catch (error) {
      if (!(error instanceof AuthError) || !error.retryable || attempt >= attempts) throw error
      await pause(attempt, options)
    }
  }
}

async function sendOnce(
  request: TokenRequest,
  secrets: readonly string[],
  options: TokenRequestOptions,
): Promise<AccessToken> {
  const { url, ...init } = request
  const { fetch = globalThis.fetch, now = Date.now } = options
  const sentAt = now()
  let response: Response
  let text: string
  try {
    // Redirects are not followed, because the secret would be sent to another host.
    response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    text = await response.text()
  } catch (error) {
    throw networkError(error, secrets)
  }
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined
  return readTokenResponse(response.status, response.headers.get('content-type'), text, sentAt, { requestId, secrets })
}

async function pause(attempt: number, options: TokenRequestOptions): Promise<void> {
  const { random = Math.random, sleep = timer } = options
  await sleep(random() * firstPauseMs * 2 ** (attempt - 1))
}

function timer(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function networkError(error: unknown, secrets: readonly string[]): AuthError {
  const code: AuthErrorCode = nameOf(error) === 'TimeoutError' ? 'TIMEOUT' : 'NETWORK'
  const problem = code === 'TIMEOUT' ? `did not respond within ${timeoutMs / 1000} s` : 'could not be reached'
  return new AuthError({ code, problem, cause: bareCause(error, secrets) })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error'
}

/** Copies name, message and code of the innermost error. Other fields of a fetch error may contain the request. */
function bareCause(error: unknown, secrets: readonly string[]): Error {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  const text = inner instanceof Error ? inner.message : 'fetch threw a value that is not an Error'
  const bare = new Error(redact(text, secrets))
  bare.name = redact(nameOf(inner), secrets)
  const code = inner instanceof Error && 'code' in inner ? inner.code : undefined
  return typeof code === 'string' ? Object.assign(bare, { code: redact(code, secrets) }) : bare
}
