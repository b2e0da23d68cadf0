import type { ServiceResponse } from './service-definition.ts'

/** An error of the report APIs. */
export interface AmazonError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details?: string | undefined
}

/** 403 and 429 as observed in Amazon's responses. The others are assumed. */
const errorTypes: Readonly<Record<number, string>> = {
  400: 'InvalidInputException',
  401: 'UnauthorizedException',
  403: 'AccessDeniedException',
  404: 'NotFoundException',
  409: 'ConflictException',
  413: 'RequestTooLargeException',
  415: 'UnsupportedMediaTypeException',
  429: 'TooManyRequestsException',
  500: 'InternalFailureException',
  503: 'ServiceUnavailableException',
}

/** One error per documented status. 400, 403, 409, 429 and 500 as observed in Amazon's responses. The others are assumed. */
const byStatus: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['InvalidInput', 'One or more parameters does not conform to the schema constraints.'],
  401: ['Unauthorized', 'The credentials of the request are not formatted correctly.'],
  403: ['Unauthorized', 'Access to the resource is forbidden'],
  404: ['NotFound', "The requested resource doesn't exist."],
  409: ['StateConflict', 'The resource specified conflicts with the current state.'],
  413: ['RequestEntityTooLarge', 'The request is larger than the service accepts.'],
  415: ['UnsupportedMediaType', "The request's Content-Type is not supported."],
  429: ['QuotaExceeded', 'You exceeded your quota for the requested resource.'],
  500: ['InternalFailure', 'We encountered an internal error. Please try again.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
}

/** The only error that was observed without `details`. */
const codeWithoutDetails = 'StateConflict'

/** Creates an error response in the format that the report APIs share. */
export function amazonError({ status, code, message, details = '' }: AmazonError): ServiceResponse {
  const error = code === codeWithoutDetails && details === '' ? { code, message } : { code, message, details }
  const errorType = errorTypes[status] ?? `${code}Exception`
  return { status, headers: { 'x-amzn-errortype': errorType }, body: { errors: [error] } }
}

/** Creates the default error response for a status. */
export function errorByStatus(status: number, details?: string): ServiceResponse {
  const [code, message] = byStatus[status] ?? ['InternalFailure', 'The request could not be completed.']
  return amazonError({ status, code, message, details })
}

/** Creates the error response for invalid input. */
export function invalidInput(message: string, details?: string): ServiceResponse {
  return amazonError({ status: 400, code: 'InvalidInput', message, details })
}

/** Formats names for `details` the way Amazon lists them. */
export function formatNames(names: readonly string[]): string {
  return names.map((name) => `${name};`).join('')
}
