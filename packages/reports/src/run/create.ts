import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { Job, JobFailure, WaitingJob } from './job.ts'
import type { RunContext } from './run-context.ts'

/** The result of `createReport`. */
export type Creation =
  | { readonly known: true; readonly job: WaitingJob }
  /** The response was lost, so it is unknown whether a report was created. */
  | { readonly known: false; readonly job: Job; readonly cause: RequestError }

/**
 * Sends `createReport` for a job that has been saved as not sent. The job is saved as sent immediately before each
 * attempt, because the rate limit may delay the first one for hours, and saved again with its report.
 *
 * If Amazon certainly created no report, the job is saved as finished with the failure, and the error is thrown.
 */
export async function create(unsent: Job, context: RunContext): Promise<Creation> {
  const { notSent: _, ...job } = unsent
  let isSent = false
  const beforeAttempt = async () => {
    context.call.signal?.throwIfAborted()
    await context.save(job)
    isSent = true
    context.call.signal?.throwIfAborted()
  }
  context.onEvent({ type: 'creating', job })
  try {
    const reportId = await context.api.create(job, { ...context.call, beforeAttempt })
    return { known: true, job: await saveCreated(job, reportId, context) }
  } catch (error) {
    if (error instanceof RequestError && error.outcomeUnknown) return { known: false, job, cause: error }
    if (isSent || !isStopped(error, context)) await saveFailure(job, context, error)
    throw error
  }
}

async function saveCreated(job: Job, reportId: string, context: RunContext): Promise<WaitingJob> {
  const createdAt = new Date(context.clock.now()).toISOString()
  const created = { ...job, step: 'waiting', reportId, createdAt } as const
  await context.save(created)
  context.onEvent({ type: 'created', job: created })
  return created
}

/** Whether the signal or the deadline ended the call. Nothing was sent then, so the job can be resumed. */
function isStopped(error: unknown, { call }: RunContext): boolean {
  return call.signal?.aborted === true || (error instanceof RequestError && error.code === 'DEADLINE')
}

/** Other errors, such as that of an abort, leave open whether there is a report. */
async function saveFailure(job: Job, context: RunContext, error: unknown): Promise<void> {
  if (!(error instanceof RequestError) && !(error instanceof AuthError)) return
  const { code, message, status, requestId } = error
  const failure: JobFailure = { code, message, status, requestId }
  await context.save({ ...job, step: 'finished', failure })
}
