import type { ApiResponse } from './api-response.ts'
import type { AttemptFailure, AttemptResult } from './attempt.ts'
import type { CallContext } from './call-context.ts'
import { makeAttempt, rateLimitOf } from './make-attempt.ts'
import { RequestError } from './request-error.ts'
import type { Progress } from './send-request.ts'

/** Makes attempts until one succeeds, no other may follow, or the deadline is reached. */
export async function makeCall(context: CallContext): Promise<ApiResponse<unknown>> {
  let failure: AttemptFailure | undefined
  let isRenewed = false
  for (let number = 1; ; number += 1) {
    await waitForRateLimit(context, number, failure)
    const result = await useTokens(context, number, failure)
    await updateBuckets(context, result)
    if (result.response) return result.response
    const mayRenew = result.refused !== undefined && !isRenewed
    if (number >= context.settings.attempts || !(result.retryable || mayRenew)) throw result.error
    if (mayRenew) isRenewed = true
    await pause(context, number, result)
    failure = result
  }
}

async function waitForRateLimit(
  context: CallContext,
  number: number,
  failure: AttemptFailure | undefined,
): Promise<void> {
  const { signal, deadline, buckets, rank, queue, settings, operation } = context
  checkMayStart(context, number, failure)
  if (buckets.length === 0) return
  const permit = await queue.acquire(buckets, {
    signal,
    rank,
    deadline: Number.isFinite(deadline) ? deadline : undefined,
    onWait: (milliseconds) => settings.emit({ type: 'wait', operation: operation.id, attempt: number, milliseconds }),
  })
  if (permit.granted) return
  const seconds = Math.ceil(permit.waitMs / 1000)
  throw deadlineError(context, number - 1, `comes before the rate limit allows a request, in ${seconds} s`, failure)
}

/** Makes an attempt with the tokens that were taken. Returns them if nothing was sent. */
async function useTokens(
  context: CallContext,
  number: number,
  failure: AttemptFailure | undefined,
): Promise<AttemptResult> {
  const { buckets, queue, beforeAttempt } = context
  const progress: Progress = { sent: false }
  try {
    if (beforeAttempt) await beforeAttempt()
    checkMayStart(context, number, failure)
    return await makeAttempt(context, number, failure?.refused, progress)
  } finally {
    // Not awaited: an aborted call must reject immediately.
    if (!progress.sent && buckets.length > 0) void queue.refund(buckets)
  }
}

function checkMayStart(context: CallContext, number: number, failure: AttemptFailure | undefined): void {
  context.signal?.throwIfAborted()
  if (context.settings.clock.now() < context.deadline) return
  throw deadlineError(context, number - 1, 'has passed', failure)
}

/** Applies what the result says about the quota to the buckets. */
async function updateBuckets(context: CallContext, result: AttemptResult): Promise<void> {
  try {
    if (result.response) await learnRate(context, result.response.headers)
    else if (result.status === 429) await emptyBuckets(context)
  } catch {
    // A response must not be lost because the store fails. The next `take` reports the failure.
  }
}

async function learnRate({ own, scoped, queue, settings }: CallContext, headers: Headers): Promise<void> {
  if (own === undefined) return
  settings.limitedScopes.delete(own.key)
  const rate = rateLimitOf(headers)
  if (rate === undefined) return
  for (const bucket of scoped === undefined ? [own] : [own, scoped]) {
    await settings.buckets.learn(bucket, rate, settings.clock.now())
    queue.rateLearned(bucket.key, rate)
  }
}

/**
 * A response with the status 429 does not say which of the limits was exceeded. If the service may limit a part of the
 * operation on its own, it is taken for that limit, until another part gets a 429 too before any call succeeds.
 */
async function emptyBuckets({ own, scoped, buckets, settings }: CallContext): Promise<void> {
  const { limitedScopes, clock } = settings
  const others = own === undefined ? undefined : limitedScopes.get(own.key)
  const isOwnLimit = scoped !== undefined && (others === undefined || others === scoped.key)
  if (own !== undefined && scoped !== undefined) limitedScopes.set(own.key, scoped.key)
  for (const bucket of buckets) {
    if (!(isOwnLimit && bucket === own)) await settings.buckets.empty(bucket, clock.now())
  }
}

async function pause(context: CallContext, number: number, failure: AttemptFailure): Promise<void> {
  const { operation, settings, signal, deadline } = context
  const { clock, random, emit } = settings
  const milliseconds = failure.refused === undefined ? (failure.retryAfter ?? 0) + backoff(number, random()) : 0
  if (clock.now() + milliseconds > deadline) {
    throw deadlineError(context, number, 'comes before the next attempt', failure)
  }
  emit({
    type: 'retry',
    operation: operation.id,
    attempt: number,
    milliseconds,
    status: failure.status,
    code: failure.error instanceof RequestError ? failure.error.code : undefined,
  })
  if (milliseconds > 0) await clock.sleep(milliseconds, signal)
}

function deadlineError(
  context: CallContext,
  attempts: number,
  problem: string,
  failure: AttemptFailure | undefined,
): RequestError {
  const last = failure?.error instanceof RequestError ? failure.error : undefined
  return new RequestError({
    code: 'DEADLINE',
    operation: context.operation,
    reason: `failed: its deadline ${problem}.`,
    attempts,
    status: last?.status,
    requestId: last?.requestId,
    // Another attempt was possible only because the previous one cannot have had an effect.
    outcomeUnknown: false,
    cause: failure?.error,
  })
}

const firstCeilingMs = 500
const maxCeilingMs = 20_000

/**
 * Returns the pause before the next attempt: a random time up to a ceiling that doubles with each attempt ("full
 * jitter"), so that callers that failed together do not retry together.
 *
 * @param attempt - the attempt that failed, 1 for the first
 * @param random - a number from 0 (inclusive) to 1 (exclusive)
 * @returns milliseconds
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(maxCeilingMs, firstCeilingMs * 2 ** (attempt - 1)))
}
