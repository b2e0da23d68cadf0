import type { Answer } from '../service/service-definition.ts'

/** The error of each status: 400 and 401 are seen in public, 403 to 500 are documented names; the others are assumed. */
const byStatus: Readonly<Record<number, readonly [reasonCode: string, message: string]>> = {
  400: ['InvalidParameterValue', 'A parameter of the request has an invalid value.'],
  401: ['UnauthorizedAccess', 'The public key may not make this call.'],
  403: ['FORBIDDEN', 'Access to the resource is denied.'],
  404: ['NOT_FOUND', 'The resource does not exist.'],
  405: ['METHOD_NOT_ALLOWED', 'The resource does not take this method.'],
  429: ['TOO_MANY_REQUESTS', 'More requests were made than are allowed.'],
  500: ['INTERNAL_SERVER_ERROR', 'The request could not be carried out because of an unexpected condition.'],
  503: ['SERVICE_UNAVAILABLE', 'The service is temporarily unavailable.'],
}

/** Answers with an error in the form of Amazon Pay. */
export function payError(status: number, reasonCode: string, message: string): Answer {
  return { status, body: { message, reasonCode } }
}

/** The error that a status stands for when there is nothing more to say. */
export function payErrorByStatus(status: number, details?: string): Answer {
  const [reasonCode, message] = byStatus[status] ?? ['INTERNAL_SERVER_ERROR', 'The request could not be completed.']
  return payError(status, reasonCode, details ?? message)
}

/** A parameter has a value that it may not have. */
export function invalidValue(message: string): Answer {
  return payError(400, 'InvalidParameterValue', message)
}

/** Nothing has the identifier that the call names. */
export function unknownResource(what: 'report' | 'report document' | 'report schedule'): Answer {
  return payErrorByStatus(404, `The ${what} does not exist.`)
}
