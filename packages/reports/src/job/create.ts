import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { Job, JobFailure } from './job.ts'
import { findingsOf } from './judge-job.ts'
import type { RunContext } from './run-context.ts'

/** What came of `createReport`. */
export type Creation =
  | { readonly known: true; readonly job: Job }
  | { readonly known: false; readonly job: Job; readonly cause: RequestError }

/**
 * Saves the job, asks Amazon for the report, and saves the job again. Where the answer is lost nothing is sent again.
 * Where Amazon surely made no report, the job is finished with the failure, and the error thrown.
 */
export async function create(job: Job, context: RunContext): Promise<Creation> {
  for (const { code, reason, wayOut } of findingsOf(job)) {
    context.onEvent({ type: 'warning', job, code, reason, wayOut })
  }
  await context.save(job)
  context.onEvent({ type: 'creating', job })
  try {
    const reportId = await context.api.create(job, context.call)
    return { known: true, job: await waitingJob({ ...job, step: 'waiting', reportId }, context) }
  } catch (error) {
    if (error instanceof RequestError && error.outcomeUnknown) return { known: false, job, cause: error }
    const failure = refusal(error)
    if (failure !== undefined) await context.save({ ...job, step: 'finished', failure })
    throw error
  }
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
