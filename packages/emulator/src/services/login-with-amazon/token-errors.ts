import type { Violation } from '../../contract/read-request.ts'
import type { ServiceResponse } from '../service-definition.ts'

/** The OAuth error codes in the specification. */
type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable'

/** Creates an error response. The descriptions come from public forum threads, except where marked as assumed. */
function tokenError(error: TokenErrorCode, description: string, status = 400): ServiceResponse {
  return { status, body: { error_description: description, error } }
}

/** Creates the response to a request that violates the specification. */
export function invalidRequest(violation: Violation): ServiceResponse {
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
  // Assumed, by analogy with the description for a scope.
  const name = error?.instancePath.slice(1) || 'body'
  return tokenError('invalid_request', `The request has an invalid parameter : ${name}`)
}

/** Creates the error response for a status, for a fault or an internal error. The descriptions are assumed. */
export function tokenErrorByStatus(status: number, details?: string): ServiceResponse {
  switch (status) {
    case 401:
      return invalidClient()
    case 503:
      return tokenError('temporarily_unavailable', details ?? 'The service is temporarily unavailable', status)
    default: {
      if (status < 500) return tokenError('invalid_request', details ?? 'The request is invalid', status)
      const description = 'The request could not be completed because of an error on our side'
      return tokenError('server_error', details ?? description, status)
    }
  }
}

export function invalidClient(): ServiceResponse {
  return tokenError('invalid_client', 'Client authentication failed', 401)
}

/** @param parameter The parameter that contains the grant. */
export function invalidGrant(parameter: 'refresh_token' | 'code'): ServiceResponse {
  return tokenError('invalid_grant', `The request has an invalid grant parameter : ${parameter}`)
}

export function invalidScope(): ServiceResponse {
  return tokenError('invalid_scope', 'The request has an invalid parameter : scope')
}
