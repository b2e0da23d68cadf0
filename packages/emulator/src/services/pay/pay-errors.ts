import type { ServiceResponse } from '../service-definition.ts'

/**
 * The default error of each status. 400 and 401 were observed in public, the names for 403 to 500 are documented, and the
 * others are assumed.
 */
const byStatus: Readonly<Record<number, readonly [reasonCode: string, message: string]>> = {
  400: ['InvalidParameterValue', 'A parameter of the request has an invalid value.'],
  401: ['UnauthorizedAccess', 'The public key may not make this call.'],
  403: ['FORBIDDEN', 'Access to the resource is denied.'],
  404: ['NOT_FOUND', 'The resource does not exist.'],
  405: ['METHOD_NOT_ALLOWED', 'The resource does not support this method.'],
  413: ['BODY_TOO_LARGE', 'The body of the request is too large.'],
  429: ['TOO_MANY_REQUESTS', 'More requests were made than are allowed.'],
  500: ['INTERNAL_SERVER_ERROR', 'The request could not be carried out because of an unexpected condition.'],
  503: ['SERVICE_UNAVAILABLE', 'The service is temporarily unavailable.'],
}

/** Creates an error response in Amazon Pay's format. */
export function payError(status: number, reasonCode: string, message: string): ServiceResponse {
  return { status, body: { message, reasonCode } }
}

/** Creates the default error response for a status. */
export function payErrorByStatus(status: number, details?: string): ServiceResponse {
  const [reasonCode, message] = byStatus[status] ?? ['INTERNAL_SERVER_ERROR', 'The request could not be completed.']
  return payError(status, reasonCode, details ?? message)
}

/** Creates the error response for a parameter with an invalid value. */
export function invalidValue(message: string): ServiceResponse {
  return payError(400, 'InvalidParameterValue', message)
}

/** Creates the error response for an unknown identifier. */
export function unknownResource(resource: 'report' | 'report document' | 'report schedule'): ServiceResponse {
  return payErrorByStatus(404, `The ${resource} does not exist.`)
}
