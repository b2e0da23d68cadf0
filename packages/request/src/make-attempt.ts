import type { Attempt, AttemptResult } from './attempt.ts'
import type { CallContext } from './call-context.ts'
import { unknownOutcomeWarning } from './classify-response.ts'
import { startTimer } from './clock.ts'
import { RequestError } from './request-error.ts'
import { type Progress, sanitizeError, sendRequest } from './send-request.ts'

/**
 * Makes one attempt: lets `send` build a request, authorizes and sends it, and classifies the response.
 *
 * @param refused - the status with which the service refused the credentials of the previous attempt
 * @param progress - updated as the attempt proceeds
 * @throws the reason of the signal; errors that `send` throws before it fetches
 */
export async function makeAttempt(
  context: CallContext,
  number: number,
  refused: number | undefined,
  progress: Progress,
): Promise<AttemptResult> {
  const { operation, settings, signal: callerSignal, deadline } = context
  const startedAt = settings.clock.now()
  const timeout = Math.min(settings.timeout, deadline - startedAt)
  settings.emit({ type: 'request', operation: operation.id, attempt: number })
  try {
    const result = await withTimeout(timeout, callerSignal, (signal) => {
      const attempt = { number, operation, signal, refused: refused === undefined ? undefined : { status: refused } }
      return sendOnce(context, attempt, progress)
    })
    emitResponse(context, number, progress, settings.clock.now() - startedAt)
    return result
  } catch (error) {
    callerSignal?.throwIfAborted()
    if (error instanceof TimeoutExceeded) return timedOut(context, number, progress, timeout)
    throw error
  }
}

async function sendOnce(context: CallContext, attempt: Attempt, progress: Progress): Promise<AttemptResult> {
  const { operation, send, settings, headers } = context
  let isFetched = false
  const fetch = async (request: Request) => {
    if (isFetched) throw new TypeError(`${operation.id}: send must call attempt.fetch only once`)
    isFetched = true
    progress.result = await sendRequest(request, attempt, headers, settings, progress)
    return new Response(null, { status: 204 })
  }
  try {
    await send({ ...attempt, fetch })
  } catch (error) {
    throw isFetched ? error : sanitizeError(operation, error)
  }
  if (!progress.result) throw new TypeError(`${operation.id}: send must pass its request to attempt.fetch and await it`)
  return progress.result
}

function emitResponse(context: CallContext, attempt: number, { response }: Progress, milliseconds: number): void {
  if (!response) return
  const { status, headers, requestId } = response
  context.settings.emit({
    type: 'response',
    operation: context.operation.id,
    attempt,
    milliseconds,
    status,
    requestId,
    rateLimit: rateLimitOf(headers),
  })
}

/** Returns the requests per second that a response reports as the rate limit. */
export function rateLimitOf(headers: Headers): number | undefined {
  const rate = Number(headers.get('x-amzn-ratelimit-limit') ?? Number.NaN)
  return Number.isFinite(rate) && rate > 0 ? rate : undefined
}

function timedOut(context: CallContext, attempt: number, progress: Progress, timeout: number): AttemptResult {
  const { operation, settings } = context
  const isDeadline = timeout < settings.timeout
  const outcomeUnknown = progress.sent && !operation.idempotent
  const problem = isDeadline ? 'did not end before the deadline' : `took longer than ${timeout} ms`
  const error = new RequestError({
    code: isDeadline ? 'DEADLINE' : 'TIMEOUT',
    operation,
    reason: `failed: the attempt ${problem}.${unknownOutcomeWarning(outcomeUnknown)}`,
    attempts: attempt,
    status: progress.response?.status,
    requestId: progress.response?.requestId,
    outcomeUnknown,
  })
  return { error, retryable: !isDeadline && !outcomeUnknown, status: progress.response?.status }
}

/** The reason with which `withTimeout` aborts when the time is up. */
class TimeoutExceeded extends Error {}

/**
 * Runs a function with a timeout. Rejects immediately on a timeout or when the signal aborts, even if the function ignores
 * the signal that it receives.
 *
 * @throws TimeoutExceeded, the reason of the signal, or the error of the function
 */
async function withTimeout<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  let end = (_reason: unknown): void => {}
  const ended = new Promise<never>((_, reject) => {
    end = (reason) => {
      reject(reason)
      controller.abort(reason)
    }
  })
  const abort = () => end(signal?.reason)
  const cancelTimer = startTimer(milliseconds, () => end(new TimeoutExceeded(`longer than ${milliseconds} ms`)))
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(controller.signal), ended])
  } finally {
    cancelTimer()
    signal?.removeEventListener('abort', abort)
  }
}
