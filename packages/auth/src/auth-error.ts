/**
 * Why there is no token. The first group are OAuth's own codes, in capitals.
 * - `REFUSED`: an OAuth error that is none of them; the description says which.
 * - `THROTTLED`: status 429.
 * - `UNAVAILABLE`: status 5xx.
 * - `BAD_RESPONSE`: an answer that is no token and no OAuth error: HTML, an empty body, JSON cut short, a redirect.
 * - `NETWORK`: no answer came.
 * - `TIMEOUT`: no answer came in time.
 */
export type AuthErrorCode =
  | 'INVALID_REQUEST'
  | 'INVALID_CLIENT'
  | 'INVALID_GRANT'
  | 'INVALID_SCOPE'
  | 'UNAUTHORIZED_CLIENT'
  | 'UNSUPPORTED_GRANT_TYPE'
  | 'REFUSED'
  | 'THROTTLED'
  | 'UNAVAILABLE'
  | 'BAD_RESPONSE'
  | 'NETWORK'
  | 'TIMEOUT'

/** What an AuthError is made of. */
export interface AuthErrorOptions {
  readonly code: AuthErrorCode
  /** What happened, without secrets. */
  readonly what: string
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly description?: string | undefined
  readonly cause?: unknown
}

/**
 * Thrown when Login with Amazon gave no token. Holds no token, secret or code, neither in its message nor elsewhere,
 * so it may be logged.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthErrorCode
  /** The HTTP status, when there was an answer. */
  readonly status: number | undefined
  /** Amazon's identifier of the request, for its support. */
  readonly requestId: string | undefined
  /** Amazon's own words (`error_description`), with secrets removed. */
  readonly description: string | undefined
  /** What to do about it. */
  readonly advice: string
  /** Whether the same request may succeed later without anybody doing anything. */
  readonly retryable: boolean

  constructor(parts: AuthErrorOptions) {
    super(message(parts), parts.cause === undefined ? undefined : { cause: parts.cause })
    this.code = parts.code
    this.status = parts.status
    this.requestId = parts.requestId
    this.description = parts.description
    this.advice = advice[parts.code]
    this.retryable = retryable.has(parts.code)
  }
}

const retryable: ReadonlySet<AuthErrorCode> = new Set<AuthErrorCode>(['THROTTLED', 'UNAVAILABLE', 'NETWORK', 'TIMEOUT'])

const later = 'Try again later.'

const advice: Readonly<Record<AuthErrorCode, string>> = {
  INVALID_REQUEST: 'Check that the credentials are complete and are strings.',
  INVALID_CLIENT: 'Check the client id and the client secret; a secret that was rotated or has expired is refused.',
  INVALID_GRANT:
    'The seller has revoked the authorization, it has expired, or the token or code belongs to another application ' +
    'or was used before: have the seller authorize the application again.',
  INVALID_SCOPE: 'Check the scope, for example sellingpartnerapi::notifications.',
  UNAUTHORIZED_CLIENT: 'The application may not use this grant: check its registration.',
  UNSUPPORTED_GRANT_TYPE: 'Check that the endpoint is the one of Login with Amazon.',
  REFUSED: 'See the description.',
  THROTTLED: later,
  UNAVAILABLE: later,
  BAD_RESPONSE: 'Check the endpoint, and whether a proxy answers in its place.',
  NETWORK: 'Check the endpoint and the network.',
  TIMEOUT: later,
}

function message(parts: AuthErrorOptions): string {
  const facts: string[] = []
  if (parts.status !== undefined) facts.push(`status ${parts.status}`)
  if (parts.requestId !== undefined) facts.push(`request ${parts.requestId}`)
  const where = facts.length > 0 ? ` (${facts.join(', ')})` : ''
  const words = parts.description ? ` Amazon says: "${parts.description}".` : ''
  return `Login with Amazon ${parts.what}${where}.${words} ${advice[parts.code]}`
}
