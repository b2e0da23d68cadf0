import type { ApiResponse } from './api-response.ts'
import type { AttemptFailure, AttemptResult } from './attempt-result.ts'
import { backoff } from './backoff.ts'
import type { CallContext } from './call-context.ts'
import { makeAttempt, rateLimitOf } from './make-attempt.ts'
import { RequestError } from './request-error.ts'

/** Makes attempts until one succeeds, none may follow, or the deadline comes. */
export async function makeCall(context: CallContext): Promise<ApiResponse<unknown>> {
  let failed: AttemptFailure | undefined
  let isRenewed = false
  for (let number = 1; ; number += 1) {
    await waitForTurn(context, number, failed)
    if (context.beforeAttempt) await context.beforeAttempt()
    const outcome = await makeAttempt(context, number, failed?.refused)
    await noteQuota(context, outcome)
    if (outcome.answer) return outcome.answer
    const mayRenew = outcome.refused !== undefined && !isRenewed
    if (number >= context.settings.attempts || !(outcome.again || mayRenew)) throw outcome.error
    if (mayRenew) isRenewed = true
    await pause(context, number, outcome)
    failed = outcome
  }
}

async function waitForTurn(context: CallContext, number: number, failed: AttemptFailure | undefined): Promise<void> {
  const { signal, deadline, buckets, rank, line, settings, operation } = context
  signal?.throwIfAborted()
  if (settings.clock.now() >= deadline) throw tooLate(context, number - 1, 'has passed', failed)
  if (buckets.length === 0) return
  const turn = await line.enter(buckets, {
    signal,
    rank,
    deadline: Number.isFinite(deadline) ? deadline : undefined,
    onWait: (milliseconds) => settings.emit({ type: 'wait', operation: operation.id, attempt: number, milliseconds }),
  })
  if (turn.taken) return
  const seconds = Math.ceil(turn.milliseconds / 1000)
  throw tooLate(context, number - 1, `comes before the rate limit allows a request, in ${seconds} s`, failed)
}

/** Lets the buckets know what the answer says of the quota. */
async function noteQuota(context: CallContext, outcome: AttemptResult): Promise<void> {
  const { own, buckets, line, settings } = context
  const now = settings.clock.now()
  try {
    if (outcome.answer) {
      const rate = rateLimitOf(outcome.answer.headers)
      if (!own || rate === undefined) return
      await settings.buckets.learn(own, rate, now)
      line.learnt(own.key, rate)
    } else if (outcome.status === 429) {
      // Which of them the service counts by is not said.
      for (const bucket of buckets) await settings.buckets.empty(bucket, now)
    }
  } catch {
    // An answer that has come must not be lost over bookkeeping; a store that is broken says so at the next take.
  }
}

async function pause(context: CallContext, number: number, failed: AttemptFailure): Promise<void> {
  const { operation, settings, signal, deadline } = context
  const { clock, random, emit } = settings
  const milliseconds = failed.refused === undefined ? (failed.retryAfter ?? 0) + backoff(number, random()) : 0
  if (clock.now() + milliseconds > deadline) throw tooLate(context, number, 'comes before the next attempt', failed)
  emit({
    type: 'retry',
    operation: operation.id,
    attempt: number,
    milliseconds,
    status: failed.status,
    code: failed.error instanceof RequestError ? failed.error.code : undefined,
  })
  if (milliseconds > 0) await clock.sleep(milliseconds, signal)
}

function tooLate(
  context: CallContext,
  attempts: number,
  why: string,
  failed: AttemptFailure | undefined,
): RequestError {
  const last = failed?.error instanceof RequestError ? failed.error : undefined
  return new RequestError({
    code: 'DEADLINE',
    operation: context.operation,
    reason: `was given up: its deadline ${why}.`,
    attempts,
    status: last?.status,
    requestId: last?.requestId,
    // Another attempt was only considered because the one before cannot have done anything that counts.
    outcomeUnknown: false,
    cause: failed?.error,
  })
}
