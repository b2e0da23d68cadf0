import { redactor, requestIdFrom } from '@reportline/redact'
import { AuthError, type AuthErrorCode } from './auth-error.ts'
import { type Credentials, checkCredentials } from './credentials.ts'
import { readText, type TextRead } from './read-text.ts'
import { type AccessToken, readTokenResponse } from './token-response.ts'

/** Options of `requestToken`. All of them are optional. */
export interface TokenRequestOptions {
  /** The URL to request tokens from. Defaults to `tokenEndpoint`. */
  readonly endpoint?: string | undefined
  /** The fetch to send requests with. Defaults to the global one. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Returns the milliseconds since 1970. Defaults to `Date.now`. */
  readonly now?: (() => number) | undefined
  /** The maximum number of attempts, an integer from 1. Defaults to 3. */
  readonly attempts?: number | undefined
  /** Waits a number of milliseconds. Defaults to a timer of the system. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined
  /** Returns random numbers from 0 (inclusive) to 1 (exclusive). Defaults to `Math.random`. */
  readonly random?: (() => number) | undefined
}

const defaultAttempts = 3
/** The maximum pause after the first attempt. Doubles after each further attempt. */
const firstPauseMs = 1_000
/** The timeout of one attempt, including reading the body. */
const timeoutMs = 10_000

/** Maximum size of a response body in bytes, after inflating. A response with a token has about 2 KB. */
const maxBodyBytes = 64 * 1024

/**
 * Requests a token. By default, retries up to twice after a network error, a timeout, a 429 or a 5xx. An authorization code is sent
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
  const attempts = grant.grantType === 'authorization_code' ? 1 : (options.attempts ?? defaultAttempts)
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
  let body: TextRead
  try {
    // Redirects are not followed, because the secret would be sent to another host.
    response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    body = await readText(response, maxBodyBytes)
  } catch (error) {
    throw networkError(error, secrets)
  }
  const { status, headers, ok } = response
  const requestId = requestIdFrom(headers.get('x-amzn-requestid'), redactor(secrets))
  if (ok && body.isTooLong) {
    const problem = `sent a body of more than ${maxBodyBytes} bytes instead of a token`
    throw new AuthError({ code: 'BAD_RESPONSE', problem, status, requestId })
  }
  return readTokenResponse(status, headers.get('content-type'), body.text, sentAt, { requestId, secrets })
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
  const redact = redactor(secrets)
  const bare = new Error(redact(text))
  bare.name = redact(nameOf(inner))
  const code = inner instanceof Error && 'code' in inner ? inner.code : undefined
  return typeof code === 'string' ? Object.assign(bare, { code: redact(code) }) : bare
}

/** The token endpoint of Login with Amazon, for all regions. */
export const tokenEndpoint = 'https://api.amazon.com/auth/o2/token'

/**
 * What a token is for.
 *
 * - `refresh_token`: the authorization of a seller, whose refresh token is in the credentials
 * - `client_credentials`: the application itself, for grantless operations such as those of notifications
 * - `authorization_code`: the code that the consent page has returned. It expires after five minutes and can be used once.
 */
export type Grant =
  | { readonly grantType: 'refresh_token' }
  | { readonly grantType: 'client_credentials'; readonly scope: string }
  | { readonly grantType: 'authorization_code'; readonly code: string; readonly redirectUri?: string | undefined }

/** An HTTP request as a plain value. Its body contains the client secret: do not log it. */
export interface TokenRequest {
  readonly url: string
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Builds a token request without sending it.
 *
 * @param grant What the token is for.
 * @param credentials The credentials of the application, with the refresh token of the seller for the grant
 *   `refresh_token`.
 * @param endpoint The URL to send the request to. Defaults to `tokenEndpoint`.
 * @returns the URL, method, headers and body to send
 * @throws TypeError if the credentials or the grant lack something that the request requires
 * @see https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 */
export function tokenRequest(grant: Grant, credentials: Credentials, endpoint: string = tokenEndpoint): TokenRequest {
  checkCredentials(credentials)
  const form = new URLSearchParams({ grant_type: grant.grantType, ...grantFields(grant, credentials) })
  form.set('client_id', credentials.clientId)
  form.set('client_secret', credentials.clientSecret)
  return {
    url: endpoint,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', accept: 'application/json' },
    body: form.toString(),
  }
}

function grantFields(grant: Grant, credentials: Credentials): Record<string, string> {
  switch (grant.grantType) {
    case 'refresh_token':
      return {
        refresh_token: required(credentials.refreshToken, 'credentials.refreshToken', 'the grant refresh_token'),
      }
    case 'client_credentials':
      return { scope: required(grant.scope, 'scope', 'the grant client_credentials') }
    case 'authorization_code': {
      const code = required(grant.code, 'code', 'the grant authorization_code')
      return grant.redirectUri === undefined ? { code } : { code, redirect_uri: grant.redirectUri }
    }
    default:
      throw new TypeError('grantType must be refresh_token, client_credentials or authorization_code')
  }
}

function required(value: string | undefined, name: string, purpose: string): string {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${name} is missing. It is required for ${purpose}.`)
  return value
}

/** Returns the secrets in a request, which must be removed from responses before these are quoted. */
function secretsOf(grant: Grant, credentials: Credentials): string[] {
  const secrets = [credentials.clientSecret, credentials.refreshToken]
  if (grant.grantType === 'authorization_code') secrets.push(grant.code)
  return secrets.filter((secret) => secret !== undefined && secret !== '') as string[]
}
