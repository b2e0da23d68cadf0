import type { Answer } from './service-definition.ts'

/** An error of the report APIs. */
export interface AmazonError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details?: string
}

/** Seen in answers: 403 and 429. The others are assumed. */
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

/** One error for each documented status. 400, 403, 409, 429 and 500 are as seen in answers; the others are assumed. */
const byStatus: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['InvalidInput', 'One or more parameters does not conform to the schema constraints.'],
  401: ['Unauthorized', 'The credentials of the request are not formatted correctly.'],
  403: ['Unauthorized', 'Access to the resource is forbidden'],
  404: ['NotFound', "The requested resource doesn't exist."],
  409: ['StateConflict', 'The resource specified conflicts with the current state.'],
  413: ['RequestEntityTooLarge', 'The request is larger than the service takes.'],
  415: ['UnsupportedMediaType', "The request's Content-Type is not supported."],
  429: ['QuotaExceeded', 'You exceeded your quota for the requested resource.'],
  500: ['InternalFailure', 'We encountered an internal error. Please try again.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
}

/** The one error that was seen without `details`. */
const withoutDetails = 'StateConflict'

/** Answers with an error in the form that the report APIs share. */
export function amazonError({ status, code, message, details = '' }: AmazonError): Answer {
  const error = code === withoutDetails && details === '' ? { code, message } : { code, message, details }
  const errorType = errorTypes[status] ?? `${code}Exception`
  return { status, headers: { 'x-amzn-errortype': errorType }, body: { errors: [error] } }
}

/** The error that a status stands for when there is nothing more to say. */
export function errorByStatus(status: number, details?: string): Answer {
  const [code, message] = byStatus[status] ?? ['InternalFailure', 'The request could not be completed.']
  return amazonError({ status, code, message, ...(details === undefined ? {} : { details }) })
}

/** The caller's input is wrong. */
export function invalidInput(message: string, details?: string): Answer {
  return amazonError({ status: 400, code: 'InvalidInput', message, ...(details === undefined ? {} : { details }) })
}

/** Names in `details`, the way Amazon lists them. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `${name};`).join('')
}
