import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { Job, JobFailure } from './job.ts'
import { inWords, requestedTooOften } from './recent-request.ts'
import type { RunContext } from './run-context.ts'
import { watchSending } from './sending.ts'
import { findingsOf } from './validate-job.ts'

/** What came of `createReport`. */
export type Creation =
  | { readonly known: true; readonly job: Job }
  | { readonly known: false; readonly job: Job; readonly cause: RequestError }

/**
 * Saves the job, asks Amazon for the report, and saves the job again. Where the answer is lost nothing is sent again.
 * Where Amazon surely made no report, the job is finished with the failure, and the error thrown.
 */
export async function create(job: Job, context: RunContext): Promise<Creation> {
  await warn(job, context)
  await context.save(job)
  context.onEvent({ type: 'creating', job })
  const sending = { began: context.api.tellsSending !== true }
  try {
    const reportId = await watchSending(sending, () => context.api.create(job, context.call))
    return { known: true, job: await waitingJob({ ...job, step: 'waiting', reportId }, context) }
  } catch (error) {
    if (error instanceof RequestError && error.outcomeUnknown) return { known: false, job, cause: error }
    if (!sending.began && isGivenUp(error, context)) await saveNotSent(job, context)
    else await saveRefused(job, context, error)
    throw error
  }
}

async function warn(job: Job, { hooks, onEvent }: RunContext): Promise<void> {
  for (const { code, reason, suggestion } of findingsOf(job))
    onEvent({ type: 'warning', job, code, reason, suggestion })
  const tooOften = await requestedTooOften(job, hooks)
  if (tooOften === undefined) return
  const suggestion = 'Use that one, or ask again later'
  onEvent({ type: 'warning', job, code: 'REQUESTED_TOO_OFTEN', reason: inWords(tooOften), suggestion })
}

/** By its signal, or because its deadline came. */
function isGivenUp(error: unknown, { call }: RunContext): boolean {
  return call.signal?.aborted === true || (error instanceof RequestError && error.code === 'DEADLINE')
}

/** It was given up while it waited for the rate limit. The job that is saved already says less, but nothing wrong. */
async function saveNotSent(job: Job, context: RunContext): Promise<void> {
  await context.save({ ...job, notSent: true }).catch(() => {})
}

async function saveRefused(job: Job, context: RunContext, error: unknown): Promise<void> {
  const failure = refusal(error)
  if (failure !== undefined) await context.save({ ...job, step: 'finished', failure })
}

async function waitingJob(job: Job, context: RunContext): Promise<Job> {
  await context.save(job)
  context.onEvent({ type: 'created', job })
  return job
}

/** Only where it is sure that there is no report. After an abort, for one, it is not: the request may be on its way. */
function refusal(error: unknown): JobFailure | undefined {
  if (!(error instanceof RequestError) && !(error instanceof AuthError)) return undefined
  const { code, message, status, requestId } = error
  return {
    code,
    message,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}
