import type { Attempt } from './attempt.ts'
import type { AttemptResult } from './attempt-result.ts'
import type { CallContext } from './call-context.ts'
import { requestIdOf, warning } from './classify-response.ts'
import { RequestError } from './request-error.ts'
import { sanitizeError } from './sanitize-error.ts'
import { type Progress, sendRequest } from './send-request.ts'
import { TimeoutExceeded, withTimeout } from './with-timeout.ts'

/**
 * Makes one attempt: has a request built, authorizes, sends and judges it.
 *
 * @param refused - the status with which the attempt before was told that its credentials are not accepted
 * @throws the signal's reason; what `send` throws before it fetches
 */
export async function makeAttempt(
  context: CallContext,
  number: number,
  refused: number | undefined,
): Promise<AttemptResult> {
  const { operation, settings, signal: given, deadline } = context
  const progress: Progress = { sent: false }
  const began = settings.clock.now()
  const milliseconds = Math.min(settings.timeout, deadline - began)
  settings.emit({ type: 'request', operation: operation.id, attempt: number })
  try {
    const outcome = await withTimeout(milliseconds, given, (signal) =>
      sendOnce(context, { number, operation, signal, ...(refused ? { refused: { status: refused } } : {}) }, progress),
    )
    tellAnswer(context, number, progress, settings.clock.now() - began)
    return outcome
  } catch (error) {
    given?.throwIfAborted()
    if (error instanceof TimeoutExceeded) return tookTooLong(context, number, progress, milliseconds)
    throw error
  }
}

async function sendOnce(context: CallContext, attempt: Attempt, progress: Progress): Promise<AttemptResult> {
  const { operation, send, settings, headers } = context
  let isFetched = false
  const fetch = async (request: Request) => {
    if (isFetched) throw new TypeError(`${operation.id}: an attempt may fetch once`)
    isFetched = true
    progress.outcome = await sendRequest(request, attempt, headers, settings, progress)
    return new Response(null, { status: 204 })
  }
  try {
    await send({ ...attempt, fetch })
  } catch (error) {
    throw isFetched ? error : sanitizeError(operation, error)
  }
  if (!progress.outcome) throw new TypeError(`${operation.id}: send has to hand its request to attempt.fetch and wait`)
  return progress.outcome
}

function tellAnswer(context: CallContext, attempt: number, { answered }: Progress, milliseconds: number): void {
  if (!answered) return
  const { status, headers } = answered
  const requestId = requestIdOf(headers)
  const rateLimit = rateLimitOf(headers)
  context.settings.emit({
    type: 'response',
    operation: context.operation.id,
    attempt,
    milliseconds,
    status,
    requestId,
    rateLimit,
  })
}

/** Requests per second that an answer says are allowed. */
export function rateLimitOf(headers: Headers): number | undefined {
  const rate = Number(headers.get('x-amzn-ratelimit-limit') ?? Number.NaN)
  return Number.isFinite(rate) && rate > 0 ? rate : undefined
}

function tookTooLong(context: CallContext, attempt: number, progress: Progress, milliseconds: number): AttemptResult {
  const { operation, settings } = context
  const isDeadline = milliseconds < settings.timeout
  const outcomeUnknown = progress.sent && !operation.idempotent
  const when = isDeadline ? 'did not end before its deadline' : `took longer than ${milliseconds} ms`
  const error = new RequestError({
    code: isDeadline ? 'DEADLINE' : 'TIMEOUT',
    operation,
    reason: `failed: the attempt ${when}.${warning(outcomeUnknown)}`,
    attempts: attempt,
    status: progress.answered?.status,
    requestId: progress.answered && requestIdOf(progress.answered.headers),
    outcomeUnknown,
  })
  return { error, again: !isDeadline && !outcomeUnknown, status: progress.answered?.status }
}
