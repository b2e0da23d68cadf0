import { ApiError, type ReportedError } from './api-error.ts'
import type { ApiResponse } from './api-response.ts'
import type { Operation } from './operation.ts'
import { readErrors } from './read-errors.ts'
import { redact } from './redact.ts'
import { RequestError } from './request-error.ts'

/** An answer with its body as text. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What is known of an attempt when its answer is judged. */
export interface ResponseContext {
  readonly operation: Operation
  /** 1 for the first. */
  readonly attempt: number
  /** Values that must not be repeated. Asked for only where something is told. */
  readonly secrets: () => readonly string[]
}

/** The id under which the service keeps the request, whichever of Amazon's headers it comes in. */
export function requestIdOf(headers: Headers): string | undefined {
  const names = ['x-amzn-requestid', 'x-amz-request-id', 'x-amz-pay-request-id']
  return names.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined
}

/** What to add to a reason where the operation may have been carried out. */
export function warning(outcomeUnknown: boolean): string {
  return outcomeUnknown ? ' It may have been carried out all the same: look before you ask again.' : ''
}

/**
 * Decides whether an answer is a success: 2xx with JSON or with nothing.
 *
 * @throws ApiError for another status; RequestError with code `BAD_RESPONSE` for a body that is no JSON
 */
export function classifyResponse(answer: ReceivedResponse, judged: ResponseContext): ApiResponse<unknown> {
  const { status, headers, text } = answer
  if (status < 200 || status > 299) throw refusal(answer, judged)
  try {
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    return { body, status, headers, requestId: requestIdOf(headers) }
  } catch {
    // The parser's own error quotes the body, which may hold a token.
    throw notJson(answer, judged)
  }
}

function notJson(
  { status, headers, text }: ReceivedResponse,
  { operation, attempt, secrets }: ResponseContext,
): RequestError {
  const outcomeUnknown = !operation.idempotent
  const type = redact(headers.get('content-type') ?? 'no content type', secrets())
  return new RequestError({
    code: 'BAD_RESPONSE',
    operation,
    reason:
      `answered ${status} with a body that is not JSON: ${type}, ${text.length} characters. ` +
      `Check the endpoint, and whether a proxy answers in its place.${warning(outcomeUnknown)}`,
    attempts: attempt,
    status,
    requestId: requestIdOf(headers),
    outcomeUnknown,
  })
}

function refusal(
  { status, headers, text }: ReceivedResponse,
  { operation, attempt, secrets }: ResponseContext,
): ApiError {
  const errors = readErrors(text, secrets())
  const outcomeUnknown = status >= 500 && !operation.idempotent
  return new ApiError({
    operation,
    reason: `failed: ${status}${quote(errors)} ${advice(status, errors)}${warning(outcomeUnknown)}`,
    attempts: attempt,
    status,
    requestId: requestIdOf(headers),
    outcomeUnknown,
    errors,
  })
}

function quote([first]: readonly ReportedError[]): string {
  if (!first) return '.'
  const words = [first.message, first.details ? `(${first.details})` : ''].filter((word) => word !== '').join(' ')
  const said = [first.code, words].filter((part) => part !== '').join(': ')
  return ` ${said}${/[.!?]$/.test(said) ? '' : '.'}`
}

/** Whether an answer says that the credentials it was sent with have expired or are not accepted. */
export function isRefusedCredential({ status, errors }: ApiError): boolean {
  if (status === 401) return true
  return status === 403 && errors.some(({ message, details }) => /expired/i.test(`${message} ${details}`))
}

function advice(status: number, errors: readonly ReportedError[]): string {
  if (status < 400) return 'Redirects are not followed with credentials: check the endpoint.'
  if (status === 401) return 'Check the credentials.'
  if (status === 403) {
    return errors.some(({ message, details }) => /expired|revoked/i.test(`${message} ${details}`))
      ? 'Renew the credentials, and check that the consent still stands.'
      : 'Check that the role is granted, that the credentials are for this account and region, and whether the ' +
          'operation needs a restricted token.'
  }
  if (status === 404) return 'Check the id, and that it belongs to this account and region.'
  if (status === 429) return 'The quota is used up: ask later, and let processes that share it share a bucket store.'
  return status < 500 ? 'Check what was asked for; asking again will not help.' : 'The service failed: ask later.'
}
