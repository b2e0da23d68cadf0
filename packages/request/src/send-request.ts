import { ApiError } from './api-error.ts'
import type { Attempt } from './attempt.ts'
import type { AttemptResult } from './attempt-result.ts'
import {
  classifyResponse,
  isRefusedCredential,
  type ReceivedResponse,
  type ResponseContext,
  requestIdOf,
  warning,
} from './classify-response.ts'
import { describeNetworkError } from './describe-network-error.ts'
import { secretsOf } from './redact.ts'
import { RequestError } from './request-error.ts'
import { retryAfter } from './retry-after.ts'
import { sanitizeError } from './sanitize-error.ts'
import type { Settings } from './settings.ts'

/** How far an attempt has come; read when its time is up in the middle of it. */
export interface Progress {
  /** The request may have reached the service. */
  sent: boolean
  /** The answer's status and headers, once they are there. */
  answered?: { readonly status: number; readonly headers: Headers }
  outcome?: AttemptResult
}

/** Authorizes and sends one request, reads the answer to its end and judges it. Notes each step in `progress`. */
export async function sendRequest(
  request: Request,
  attempt: Attempt,
  headers: Readonly<Record<string, string>>,
  settings: Settings,
  progress: Progress,
): Promise<AttemptResult> {
  request.headers.set('user-agent', settings.userAgent)
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  const before = new Headers(request.headers)
  let authorized: Request
  try {
    authorized = settings.authorize ? await settings.authorize(request, attempt) : request
  } catch (error) {
    return { error: sanitizeError(attempt.operation, error), again: isRetryable(error) }
  }
  attempt.signal.throwIfAborted()
  const judged: ResponseContext = {
    operation: attempt.operation,
    attempt: attempt.number,
    secrets: () => secretsOf(authorized, before),
  }
  try {
    return outcomeOf(await exchange(authorized, attempt, settings, progress), judged, settings)
  } catch (error) {
    return broken(error, judged, progress)
  }
}

/** Sends, and reads to the last byte. A body that breaks off matters only where it would have been the result. */
async function exchange(
  request: Request,
  { signal }: Attempt,
  { fetch }: Settings,
  progress: Progress,
): Promise<ReceivedResponse> {
  progress.sent = true
  // Redirects are not followed: fetch would take the access token along to wherever they lead.
  const response = await fetch(request, { signal, redirect: 'manual' })
  const { status, headers } = response
  progress.answered = { status, headers }
  const text = response.ok ? await response.text() : await response.text().catch(() => '')
  return { status, headers, text }
}

function outcomeOf(read: ReceivedResponse, judged: ResponseContext, settings: Settings): AttemptResult {
  const { status, headers } = read
  try {
    return { answer: classifyResponse(read, judged) }
  } catch (error) {
    const { idempotent } = judged.operation
    if (!(error instanceof ApiError)) return { error, again: idempotent, status }
    const refused = isRefusedCredential(error) && settings.authorize ? status : undefined
    const again = status === 429 || (status >= 500 && idempotent)
    return { error, again, status, refused, retryAfter: retryAfter(headers, settings.clock.now()) }
  }
}

function broken(error: unknown, { operation, attempt }: ResponseContext, { answered }: Progress): AttemptResult {
  const { description, neverSent, cause } = describeNetworkError(error)
  const isNeverSent = neverSent && answered === undefined
  const outcomeUnknown = !operation.idempotent && !isNeverSent
  const reason = isNeverSent
    ? `failed: no connection (${description}). Check the endpoint and the network.`
    : `failed: ${answered ? `the body of the answer ${answered.status} broke off` : 'the connection broke'} ` +
      `(${description}).${warning(outcomeUnknown)}`
  const failure = new RequestError({
    code: 'NETWORK',
    operation,
    reason,
    attempts: attempt,
    status: answered?.status,
    requestId: answered && requestIdOf(answered.headers),
    outcomeUnknown,
    cause,
  })
  return { error: failure, again: !outcomeUnknown, status: answered?.status }
}

/** A RequestError comes from a call that `authorize` made, which has used up its own attempts. */
function isRetryable(error: unknown): boolean {
  return (
    !(error instanceof RequestError) &&
    typeof error === 'object' &&
    error !== null &&
    Reflect.get(error, 'retryable') === true
  )
}
