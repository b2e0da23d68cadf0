/**
 * Why there is no token. The first six are the error codes of OAuth in capital letters.
 *
 * - `REFUSED`: another OAuth error, which the message and `description` name
 * - `THROTTLED`: status 429
 * - `UNAVAILABLE`: status 5xx
 * - `BAD_RESPONSE`: neither a token nor an OAuth error, for example HTML, an empty body, truncated JSON or a redirect
 * - `NETWORK`: no response arrived
 * - `TIMEOUT`: no response arrived in time
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

/** Options of the `AuthError` constructor. */
export interface AuthErrorOptions {
  readonly code: AuthErrorCode
  /** What happened, without secrets. */
  readonly problem: string
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly description?: string | undefined
  readonly cause?: unknown
}

/**
 * Thrown when Login with Amazon returns no token. Neither the message nor any other field contains a token, a secret or an
 * authorization code, so it is safe to log.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthErrorCode
  /** The HTTP status, if a response arrived. */
  readonly status: number | undefined
  /** The id under which Amazon's support finds the request. */
  readonly requestId: string | undefined
  /** Amazon's `error_description`, with secrets removed. */
  readonly description: string | undefined
  /** What to do about it. */
  readonly advice: string
  /** Whether the same request may succeed later without any change. */
  readonly retryable: boolean

  constructor(options: AuthErrorOptions) {
    super(messageOf(options), options.cause === undefined ? undefined : { cause: options.cause })
    this.code = options.code
    this.status = options.status
    this.requestId = options.requestId
    this.description = options.description
    this.advice = advice[options.code]
    this.retryable = retryable.has(options.code)
  }
}

const retryable: ReadonlySet<AuthErrorCode> = new Set<AuthErrorCode>(['THROTTLED', 'UNAVAILABLE', 'NETWORK', 'TIMEOUT'])

const later = 'Try again later.'

const advice: Readonly<Record<AuthErrorCode, string>> = {
  INVALID_REQUEST: 'Check that the credentials are complete and are strings.',
  INVALID_CLIENT: 'Check the client id and the client secret. The secret may have been rotated or may have expired.',
  INVALID_GRANT:
    'The seller has revoked the authorization, it has expired, the token or code belongs to another application, or ' +
    'the code was used before. Have the seller authorize the application again.',
  INVALID_SCOPE: 'Check the scope, for example sellingpartnerapi::notifications.',
  UNAUTHORIZED_CLIENT: 'The application may not use this grant. Check its registration.',
  UNSUPPORTED_GRANT_TYPE: 'Check that the endpoint is that of Login with Amazon.',
  REFUSED: 'See the description.',
  THROTTLED: later,
  UNAVAILABLE: later,
  BAD_RESPONSE: 'Check the endpoint, and whether a proxy responds instead of it.',
  NETWORK: 'Check the endpoint and the network.',
  TIMEOUT: later,
}

function messageOf({ code, problem, status, requestId, description }: AuthErrorOptions): string {
  const facts: string[] = []
  if (status !== undefined) facts.push(`status ${status}`)
  if (requestId !== undefined) facts.push(`request id ${requestId}`)
  const details = facts.length > 0 ? ` (${facts.join(', ')})` : ''
  const quote = description ? ` Amazon says: "${description}".` : ''
  return `Login with Amazon ${problem}${details}.${quote} ${advice[code]}`
}
