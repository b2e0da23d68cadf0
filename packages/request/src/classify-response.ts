import { contentTypeFrom, requestIdFrom } from '@reportline/redact'
import { ApiError, type ReportedError } from './api-error.ts'
import type { ApiResponse } from './api-response.ts'
import type { Operation } from './operation.ts'
import type { RequestRedactor } from './redact.ts'
import { RequestError } from './request-error.ts'

/** A response with its body as a string. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: Headers
  /** Undefined if none of the headers looks like one. */
  readonly requestId: string | undefined
  readonly text: string
  /** The limit that the body exceeds, if it does. The text is cut off then. */
  readonly maxBytes?: number | undefined
}

/** The attempt that a response belongs to. */
export interface ResponseContext {
  readonly operation: Operation
  /** 1 for the first attempt. */
  readonly attempt: number
  /** Returns what to do about a status of this API. */
  readonly advice: ((status: number, operation: Operation) => string | undefined) | undefined
  /** Removes the credentials of the request from what the service says. */
  readonly redactor: RequestRedactor
}

/**
 * Returns the id under which the service stores the request, from whichever of Amazon's headers contains it. Undefined if
 * it does not look like one.
 */
export function requestIdOf(headers: Headers, { redact }: RequestRedactor): string | undefined {
  const names = ['x-amzn-requestid', 'x-amz-request-id', 'x-amz-pay-request-id']
  return requestIdFrom(
    names.map((name) => headers.get(name)).find((id) => id !== null),
    redact,
  )
}

/** Returns the sentence that warns of an unknown outcome, or an empty string. */
export function unknownOutcomeWarning(outcomeUnknown: boolean): string {
  return outcomeUnknown ? ' The operation may have been carried out anyway. Check before you repeat it.' : ''
}

/**
 * Returns the result of a successful response: status 2xx with a JSON body or none.
 *
 * @throws ApiError for another status; RequestError with the code `BAD_RESPONSE` if the body is too large or
 *   not JSON
 */
export function classifyResponse(received: ReceivedResponse, context: ResponseContext): ApiResponse<unknown> {
  const { status, headers, requestId, text } = received
  if (status < 200 || status > 299) throw apiError(received, context)
  if (received.maxBytes !== undefined) throw tooLarge(received.maxBytes, received, context)
  try {
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    return { body, status, headers, requestId }
  } catch {
    // The error of the parser quotes the body, which may contain a token.
    throw notJson(received, context)
  }
}

function tooLarge(maxBytes: number, received: ReceivedResponse, context: ResponseContext): RequestError {
  return badResponse(`has more than ${maxBytes} bytes. Request smaller pages, and check`, received, context)
}

function notJson(received: ReceivedResponse, context: ResponseContext): RequestError {
  const { headers, text } = received
  const type = contentTypeFrom(headers.get('content-type'), context.redactor.redact) ?? 'no content type'
  return badResponse(`is not JSON (${type}, ${text.length} characters). Check`, received, context)
}

function badResponse(problem: string, received: ReceivedResponse, context: ResponseContext): RequestError {
  const { status, requestId } = received
  const { operation, attempt } = context
  const outcomeUnknown = !operation.idempotent
  return new RequestError({
    code: 'BAD_RESPONSE',
    operation,
    reason:
      `failed: the body of the response with status ${status} ${problem} the endpoint, and whether a proxy responds ` +
      `instead of it.${unknownOutcomeWarning(outcomeUnknown)}`,
    attempts: attempt,
    status,
    requestId,
    outcomeUnknown,
  })
}

function apiError({ status, requestId, text }: ReceivedResponse, context: ResponseContext): ApiError {
  const { operation, attempt, redactor } = context
  const errors = readErrors(text, redactor)
  const outcomeUnknown = status >= 500 && !operation.idempotent
  return new ApiError({
    operation,
    reason: `failed: ${status}${firstError(errors)} ${adviceFor(status, errors, context)}${unknownOutcomeWarning(outcomeUnknown)}`,
    attempts: attempt,
    status,
    requestId,
    outcomeUnknown,
    errors,
  })
}

function firstError([first]: readonly ReportedError[]): string {
  if (!first) return '.'
  const message = [first.message, first.details ? `(${first.details})` : ''].filter((part) => part !== '').join(' ')
  const quoted = [first.code, message].filter((part) => part !== '').join(': ')
  return ` ${quoted}${/[.!?]$/.test(quoted) ? '' : '.'}`
}

/** Whether the service refused the credentials, because they have expired or are invalid. */
export function isRefusedCredential({ status, errors }: ApiError): boolean {
  if (status === 401) return true
  return status === 403 && errors.some(({ message, details }) => /expired/i.test(`${message} ${details}`))
}

/** Whether Amazon's static sandbox does not know the request. */
function isUnknownToSandbox(status: number, errors: readonly ReportedError[]): boolean {
  return status === 400 && errors.some(({ message }) => /match input arguments/i.test(message))
}

function sandboxAdvice({ sandboxInput }: Operation): string {
  const example = sandboxInput === undefined ? '' : `, such as ${JSON.stringify(sandboxInput)}`
  return `The static sandbox accepts only the requests that Amazon documents for it${example}.`
}

function adviceFor(status: number, errors: readonly ReportedError[], context: ResponseContext): string {
  if (isUnknownToSandbox(status, errors)) return sandboxAdvice(context.operation)
  if (status < 400) return 'Redirects are not followed, to protect the credentials. Check the endpoint.'
  if (status === 403 && errors.some(({ message, details }) => /expired|revoked/i.test(`${message} ${details}`))) {
    return 'Renew the credentials, and check that the authorization is still valid.'
  }
  return context.advice?.(status, context.operation) ?? generalAdvice(status)
}

function generalAdvice(status: number): string {
  if (status === 401) return 'Check the credentials.'
  if (status === 403) return 'Check that the credentials are for this account and region, and may call the operation.'
  if (status === 404) return 'Check the id, and that it belongs to this account and region.'
  if (status === 429) return 'The quota is used up. Try again later, and share a bucket store between processes.'
  return status < 500 ? 'Correct the request. Repeating it will not help.' : 'The service failed. Try again later.'
}

const maxErrors = 20

/**
 * Reads the errors in a response body, in the formats that Amazon's services use: `{errors: [{code, message, details}]}`,
 * `{error, error_description}`, `{reasonCode, message}`, `{code, message}`, and the XML of S3.
 *
 * @param redactor - removes the credentials in case the body repeats them
 * @returns up to 20 errors
 */
function readErrors(text: string, { quote }: RequestRedactor): ReportedError[] {
  return errorsIn(text).map(({ code, message, details }) => ({
    code: quote(code),
    message: quote(message),
    details: details ? quote(details) : undefined,
  }))
}

function errorsIn(text: string): ReportedError[] {
  const body = parse(text)
  if (body === undefined) return fromXml(text)
  const list = Array.isArray(body.errors) ? body.errors.slice(0, maxErrors) : [body]
  return list
    .filter(isObject)
    .map(fromObject)
    .filter(({ code, message }) => code !== '' || message !== '')
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function fromObject(error: Record<string, unknown>): ReportedError {
  return {
    code: firstString(error.code, error.reasonCode, error.error),
    message: firstString(error.message, error.error_description, error.Message),
    details: firstString(error.details),
  }
}

function fromXml(text: string): ReportedError[] {
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1]
  if (code === undefined) return []
  return [{ code, message: /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '' }]
}

function firstString(...values: unknown[]): string {
  return values.find((value) => typeof value === 'string' && value !== '')?.toString() ?? ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
