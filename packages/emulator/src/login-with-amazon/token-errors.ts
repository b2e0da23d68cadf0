import type { Violation } from '../contract/read-request.ts'
import type { Answer } from '../service/service-definition.ts'

/** OAuth's error codes, as the specification lists them. */
type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable'

/** Says why there is no token. The texts are as seen in public threads, unless it says otherwise here. */
function tokenError(error: TokenErrorCode, description: string, status = 400): Answer {
  return { status, body: { error_description: description, error } }
}

/** For a request that breaks the specification. */
export function refuse(violation: Violation): Answer {
  if (violation.kind === 'media-type') {
    // Assumed.
    return tokenError('invalid_request', "The request's Content-Type is not supported")
  }
  if (violation.kind === 'missing') {
    return tokenError('invalid_request', `The request is missing a required parameter : ${violation.names[0]}`)
  }
  const [error] = violation.errors
  if (error?.keyword === 'discriminator') {
    const description = 'The authorization grant type is not supported by the authorization server'
    return tokenError('unsupported_grant_type', description)
  }
  // Assumed, after the text for a scope.
  const name = error?.instancePath.slice(1) || 'body'
  return tokenError('invalid_request', `The request has an invalid parameter : ${name}`)
}

/** For a status that is asked for, or a failure of the emulator. Assumed. */
export function fail(status: number, details?: string): Answer {
  switch (status) {
    case 401:
      return invalidClient()
    case 503:
      return tokenError('temporarily_unavailable', details ?? 'The service is temporarily unavailable', status)
    default:
      return status < 500
        ? tokenError('invalid_request', details ?? 'The request is not good', status)
        : tokenError(
            'server_error',
            details ?? 'The request could not be completed because of an error on our side',
            status,
          )
  }
}

export function invalidClient(): Answer {
  return tokenError('invalid_client', 'Client authentication failed', 401)
}

/** @param parameter The one that holds the grant. */
export function invalidGrant(parameter: 'refresh_token' | 'code'): Answer {
  return tokenError('invalid_grant', `The request has an invalid grant parameter : ${parameter}`)
}

export function invalidScope(): Answer {
  return tokenError('invalid_scope', 'The request has an invalid parameter : scope')
}
