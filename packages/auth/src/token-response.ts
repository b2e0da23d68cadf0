import { AuthError, type AuthErrorCode } from './auth-error.ts'
import { redact } from './redact.ts'

/** A token, and how long it may be used. Holds the token in clear: do not log it. */
export interface AccessToken {
  readonly accessToken: string
  /** Milliseconds since 1970: Amazon refuses the token from here on. */
  readonly expiresAt: number
  /** Milliseconds since 1970: from here on a new token should be asked for. */
  readonly renewAt: number
  /** The seller's refresh token: new after the grant `authorization_code`, and to be kept. */
  readonly refreshToken?: string
}

/** What is known about an answer besides its text. */
export interface ReadTokenResponseOptions {
  /** Amazon's identifier of the request, from the header `x-amzn-requestid`. */
  readonly requestId?: string | undefined
  /** Texts that must not appear in an error. */
  readonly secrets?: readonly string[]
}

/** A token is renewed a minute before its end, a short-lived one when four fifths of its life are over. */
const margin = 60_000

/**
 * Reads the answer to a token request.
 *
 * @param status The HTTP status.
 * @param contentType The header `content-type`; only named in errors, since the text is what counts.
 * @param text The whole body.
 * @param now Milliseconds since 1970 when the request was sent: the token's life is counted from there.
 * @param details The request's identifier, and secrets to keep out of errors.
 * @throws AuthError when the answer is an OAuth error or no token at all.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
export function readTokenResponse(
  status: number,
  contentType: string | null | undefined,
  text: string,
  now: number,
  details: ReadTokenResponseOptions = {},
): AccessToken {
  const fields = parseObject(text)
  const requestId = details.requestId ?? cleanText(fields?.request_id, details)
  if (status < 200 || status > 299) throw refusal(status, contentType, fields, { ...details, requestId })
  const token = readToken(fields, now)
  if (token === undefined) {
    throw new AuthError({
      code: 'BAD_RESPONSE',
      what: `sent no token but ${kind(contentType, text)}`,
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
  // Only what may stand in a header: otherwise setting the header would throw an error that quotes the token.
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return undefined
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined
  const life = seconds * 1000
  const expiresAt = now + life
  const token = { accessToken, expiresAt, renewAt: expiresAt - Math.min(margin, life / 5) }
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

function refusal(
  status: number,
  contentType: string | null | undefined,
  fields: Record<string, unknown> | undefined,
  details: ReadTokenResponseOptions,
): AuthError {
  const oauth = cleanText(fields?.error, details)
  const description = cleanText(fields?.error_description, details)
  const code = errorCode(status, oauth)
  const what = oauth === undefined ? `answered with ${kind(contentType, '')}` : `refused the request: ${oauth}`
  return new AuthError({ code, what, status, requestId: details.requestId, description })
}

function errorCode(status: number, oauth: string | undefined): AuthErrorCode {
  if (status === 429) return 'THROTTLED'
  if (status >= 500) return 'UNAVAILABLE'
  if (oauth === undefined) return 'BAD_RESPONSE'
  return oauthCodes.get(oauth) ?? 'REFUSED'
}

/** Amazon's words, cleaned and short: an answer that repeats the request must not carry a secret into an error. */
function cleanText(value: unknown, details: ReadTokenResponseOptions): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return redact(value, details.secrets).slice(0, 300)
}

/** The body itself stays out: nobody knows what an unexpected body repeats. */
function kind(contentType: string | null | undefined, text: string): string {
  if (contentType === undefined || contentType === null) return text === '' ? 'an empty body' : 'an unlabelled body'
  const type = contentType.split(';', 1)[0]?.trim().slice(0, 60)
  return text === '' ? `an empty body labelled ${type}` : `a body labelled ${type}`
}
