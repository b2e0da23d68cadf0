import { AuthError, type AuthErrorCode } from './auth-error.ts'
import type { Credentials } from './credentials.ts'
import { redact } from './redact.ts'
import { type Grant, secretsOf, type TokenRequest, tokenRequest } from './token-request.ts'
import { type AccessToken, readTokenResponse } from './token-response.ts'

/** The outside world of a token request; tests hand in their own. */
export interface TokenRequestOptions {
  /** Where tokens are asked for. Default: Amazon's endpoint. */
  readonly endpoint?: string | undefined
  /** Default: the global fetch. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: (() => number) | undefined
  /** Waits that many milliseconds. Default: a timer. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined
  /** From 0 up to but not including 1. Default: Math.random. */
  readonly random?: (() => number) | undefined
}

const attempts = 3
/** The longest pause after the first attempt, doubled after each further one. Milliseconds. */
const firstPause = 1_000
/** How long one attempt may take, body included. Milliseconds. */
const timeout = 10_000

/**
 * Asks for a token: sends the request, and repeats it at most twice after a network fault, a 429 or a 5xx. An
 * authorization code is sent once only, because it works once only.
 *
 * @param grant What the token is asked for.
 * @param credentials The application's, with the seller's refresh token for the grant `refresh_token`.
 * @param options Endpoint, fetch and clock.
 * @throws AuthError when there is no token; TypeError when the credentials lack what the grant needs.
 */
export async function requestToken(
  grant: Grant,
  credentials: Credentials,
  options: TokenRequestOptions = {},
): Promise<AccessToken> {
  const request = tokenRequest(grant, credentials, options.endpoint)
  const secrets = secretsOf(grant, credentials)
  const last = grant.grantType === 'authorization_code' ? 1 : attempts
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(request, secrets, options)
    } catch (error) {
      if (!(error instanceof AuthError) || !error.retryable || attempt >= last) throw error
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
    // A redirect is not followed: it would carry the secret to another host.
    response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) })
    text = await response.text()
  } catch (error) {
    throw networkError(error, secrets)
  }
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined
  return readTokenResponse(response.status, response.headers.get('content-type'), text, sentAt, { requestId, secrets })
}

async function pause(attempt: number, options: TokenRequestOptions): Promise<void> {
  const { random = Math.random, sleep = timer } = options
  await sleep(random() * firstPause * 2 ** (attempt - 1))
}

function timer(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function networkError(error: unknown, secrets: readonly string[]): AuthError {
  const code: AuthErrorCode = nameOf(error) === 'TimeoutError' ? 'TIMEOUT' : 'NETWORK'
  const what = code === 'TIMEOUT' ? `did not answer within ${timeout / 1000} s` : 'could not be reached'
  return new AuthError({ code, what, cause: bareCause(error, secrets) })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error'
}

/** Name, message and code of the innermost error. Anything else that a fetch hangs on its errors may hold the request. */
function bareCause(error: unknown, secrets: readonly string[]): Error {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  const text = inner instanceof Error ? inner.message : 'fetch threw something that is no Error'
  const bare = new Error(redact(text, secrets))
  bare.name = redact(nameOf(inner), secrets)
  const code = inner instanceof Error && 'code' in inner ? inner.code : undefined
  return typeof code === 'string' ? Object.assign(bare, { code: redact(code, secrets) }) : bare
}
