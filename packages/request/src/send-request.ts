import { ApiError } from './api-error.ts'
import type { Attempt } from './attempt.ts'
import type { AttemptResult } from './attempt-result.ts'
import {
  classifyResponse,
  isRefusedCredential,
  type ReceivedResponse,
  type ResponseContext,
  requestIdOf,
  unknownOutcomeWarning,
} from './classify-response.ts'
import { describeNetworkError } from './describe-network-error.ts'
import { secretsOf } from './redact.ts'
import { RequestError } from './request-error.ts'
import { retryAfter } from './retry-after.ts'
import { sanitizeError } from './sanitize-error.ts'
import type { Settings } from './settings.ts'

/** How far an attempt has come. Needed when it ends early, by a timeout or an abort. */
export interface Progress {
  /** Whether the request may have reached the service. */
  sent: boolean
  /** Status and headers of the response, once they have arrived. */
  response?: { readonly status: number; readonly headers: Headers }
  result?: AttemptResult
}

/** Authorizes and sends one request, reads the whole response and classifies it. Records each step in `progress`. */
export async function sendRequest(
  request: Request,
  attempt: Attempt,
  headers: Readonly<Record<string, string>>,
  settings: Settings,
  progress: Progress,
): Promise<AttemptResult> {
  request.headers.set('user-agent', settings.userAgent)
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  const headersBefore = new Headers(request.headers)
  let authorized: Request
  try {
    authorized = settings.authorize ? await settings.authorize(request, attempt) : request
  } catch (error) {
    return { error: sanitizeError(attempt.operation, error), retryable: isRetryable(error) }
  }
  attempt.signal.throwIfAborted()
  const context: ResponseContext = {
    operation: attempt.operation,
    attempt: attempt.number,
    secrets: () => secretsOf(authorized, headersBefore),
  }
  try {
    return resultOf(await exchange(authorized, attempt, settings, progress), context, settings)
  } catch (error) {
    return networkFailure(error, context, progress)
  }
}

/** Sends the request and reads the response. An error body that is cut off does not matter; the status is enough. */
async function exchange(
  request: Request,
  { signal }: Attempt,
  { fetch }: Settings,
  progress: Progress,
): Promise<ReceivedResponse> {
  progress.sent = true
  // Redirects are not followed, because fetch would send the access token to their target.
  const response = await fetch(request, { signal, redirect: 'manual' })
  const { status, headers } = response
  progress.response = { status, headers }
  const text = response.ok ? await response.text() : await response.text().catch(() => '')
  return { status, headers, text }
}

function resultOf(received: ReceivedResponse, context: ResponseContext, settings: Settings): AttemptResult {
  const { status, headers } = received
  try {
    return { response: classifyResponse(received, context) }
  } catch (error) {
    const { idempotent } = context.operation
    if (!(error instanceof ApiError)) return { error, retryable: idempotent, status }
    const refused = isRefusedCredential(error) && settings.authorize ? status : undefined
    const retryable = status === 429 || (status >= 500 && idempotent)
    return { error, retryable, status, refused, retryAfter: retryAfter(headers, settings.clock.now()) }
  }
}

function networkFailure(error: unknown, { operation, attempt }: ResponseContext, progress: Progress): AttemptResult {
  const { description, neverSent, cause } = describeNetworkError(error)
  const { response } = progress
  progress.sent = response !== undefined || !neverSent
  const outcomeUnknown = !operation.idempotent && progress.sent
  const reason = progress.sent
    ? `failed: ${response ? `the body of the response with status ${response.status} was cut off` : 'the connection was lost'} ` +
      `(${description}).${unknownOutcomeWarning(outcomeUnknown)}`
    : `failed: no connection (${description}). Check the endpoint and the network.`
  const failure = new RequestError({
    code: 'NETWORK',
    operation,
    reason,
    attempts: attempt,
    status: response?.status,
    requestId: response && requestIdOf(response.headers),
    outcomeUnknown,
    cause,
  })
  return { error: failure, retryable: !outcomeUnknown, status: response?.status }
}

/** A RequestError comes from a call that `authorize` made. It has had its own attempts. */
function isRetryable(error: unknown): boolean {
  if (error instanceof RequestError) return false
  return typeof error === 'object' && error !== null && Reflect.get(error, 'retryable') === true
}
