import { contentTypeFrom, type Redactor, redactor, requestIdFrom } from '@reportline/redact'
import { AuthError, type AuthErrorCode } from './auth-error.ts'

/** An access token and when it expires. Contains the token in plain text: do not log it. */
export interface AccessToken {
  readonly accessToken: string
  /** When Amazon stops accepting the token. Milliseconds since 1970. */
  readonly expiresAt: number
  /** When to request a new token. Milliseconds since 1970. */
  readonly renewAt: number
  /** The refresh token of the seller. Save it after the grant `authorization_code`. */
  readonly refreshToken?: string | undefined
}

/** Options of `readTokenResponse`. */
export interface ReadTokenResponseOptions {
  /** The value of the header `x-amzn-requestid`, for errors. */
  readonly requestId?: string | undefined
  /** Strings to remove from errors. */
  readonly secrets?: readonly string[] | undefined
}

/** How long before its expiry a token is renewed. A token that is valid for less than five minutes: a fifth of that time. */
const maxRenewalMarginMs = 60_000

/**
 * Reads the response to a token request.
 *
 * @param status The HTTP status.
 * @param contentType The header `content-type`. Errors name it; it is not checked.
 * @param text The whole body.
 * @param now When the request was sent, in milliseconds since 1970. The lifetime of the token is counted from then.
 * @param options The request id for errors, and secrets to remove from them.
 * @returns the token and when it expires
 * @throws AuthError if the response is an OAuth error or contains no token
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
export function readTokenResponse(
  status: number,
  contentType: string | null | undefined,
  text: string,
  now: number,
  options: ReadTokenResponseOptions = {},
): AccessToken {
  const fields = parseObject(text)
  const redact = redactor(options.secrets)
  const requestId = requestIdFrom(options.requestId ?? stringOf(fields?.request_id), redact)
  if (status < 200 || status > 299) throw oauthError(status, contentType, fields, { redact, requestId })
  const token = readToken(fields, now)
  if (token === undefined) {
    throw new AuthError({
      code: 'BAD_RESPONSE',
      problem: `sent ${bodyKind(contentTypeFrom(contentType, redact), text)} instead of a token`,
      status,
      requestId,
    })
  }
  return token
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function readToken(fields: Record<string, unknown> | undefined, now: number): AccessToken | undefined {
  const accessToken = fields?.access_token
  const seconds = Number(fields?.expires_in)
  // Only characters that a header may contain. Otherwise, setting the header would throw an error that quotes the token.
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return undefined
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined
  const lifetimeMs = seconds * 1000
  const expiresAt = now + lifetimeMs
  const token = { accessToken, expiresAt, renewAt: expiresAt - Math.min(maxRenewalMarginMs, lifetimeMs / 5) }
  const refreshToken = fields?.refresh_token
  return typeof refreshToken === 'string' && refreshToken !== '' ? { ...token, refreshToken } : token
}

const oauthCodes: ReadonlyMap<string, AuthErrorCode> = new Map([
  ['invalid_request', 'INVALID_REQUEST'],
  ['invalid_client', 'INVALID_CLIENT'],
  ['invalid_grant', 'INVALID_GRANT'],
  ['invalid_scope', 'INVALID_SCOPE'],
  ['unauthorized_client', 'UNAUTHORIZED_CLIENT'],
  ['unsupported_grant_type', 'UNSUPPORTED_GRANT_TYPE'],
])

function oauthError(
  status: number,
  contentType: string | null | undefined,
  fields: Record<string, unknown> | undefined,
  { redact, requestId }: { readonly redact: Redactor; readonly requestId: string | undefined },
): AuthError {
  const oauth = quote(fields?.error, redact)
  const description = quote(fields?.error_description, redact)
  const code = errorCode(status, oauth)
  const problem =
    oauth === undefined
      ? `responded with ${bodyKind(contentTypeFrom(contentType, redact), '')}`
      : `refused the request: ${oauth}`
  return new AuthError({ code, problem, status, requestId, description })
}

function errorCode(status: number, oauth: string | undefined): AuthErrorCode {
  if (status === 429) return 'THROTTLED'
  if (status >= 500) return 'UNAVAILABLE'
  if (oauth === undefined) return 'BAD_RESPONSE'
  return oauthCodes.get(oauth) ?? 'REFUSED'
}

/** Shortens a string of the response and removes secrets from it, in case the response repeats the request. */
function quote(value: unknown, redact: Redactor): string | undefined {
  const text = stringOf(value)
  return text === undefined ? undefined : redact(text).slice(0, 300)
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Describes a body without quoting it, because an unexpected body may contain secrets. */
function bodyKind(contentType: string | undefined, text: string): string {
  if (contentType === undefined) return text === '' ? 'an empty body' : 'a body without a content type'
  const [type] = contentType.split(';', 1)
  return text === '' ? `an empty body of type ${type}` : `a body of type ${type}`
}
