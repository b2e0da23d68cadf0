import { AuthError } from '@reportline/auth'
import { RequestError } from '@reportline/request'
import type { AnyReport } from './any-report.ts'
import type { NewJob } from './check-request.ts'
import { finish, finishedOutcome } from './finish.ts'
import type { Job, JobFailure, WaitingJob } from './job.ts'
import { listCandidates, unknownError } from './list-candidates.ts'
import type { Outcome } from './outcome.ts'
import { readJob } from './read-job.ts'
import type { RunContext } from './run-context.ts'
import { waitForReport } from './wait-for-report.ts'

/** Requests the report of a new job and waits until it is finished. */
export async function run<R extends AnyReport>(newJob: NewJob, context: RunContext<R>): Promise<Outcome<R>> {
  return finishCreation(await createNew(newJob, context), context)
}

/** Requests the report of a new job and does not wait for it. */
export async function start(newJob: NewJob, context: RunContext): Promise<WaitingJob> {
  const creation = await createNew(newJob, context)
  if (creation.known) return creation.job
  throw unknownError(await listCandidates(creation.job, context, creation.cause))
}

/**
 * Continues a job from its step.
 *
 * @throws TypeError if the job belongs to another account; ReportError `NOT_CREATED` if it finished without a report.
 */
export async function resume<R extends AnyReport>(stored: Job, context: RunContext<R>): Promise<Outcome<R>> {
  const job = readJob(stored, context)
  if (job.step === 'finished') return finishedOutcome(job, context)
  if (job.step === 'waiting') return waitAndFinish(waitingJob(job), context, true)
  if (job.notSent) return finishCreation(await create(job, context), context)
  return listCandidates(job, context)
}

/** Emits the issues of a new job, saves it as not sent, and sends `createReport`. */
export async function createNew({ job, issues }: NewJob, context: RunContext): Promise<Creation> {
  for (const { code, reason, suggestion } of issues) {
    context.onEvent({ type: 'warning', job, code, reason, suggestion })
  }
  const unsent: Job = { ...job, notSent: true }
  await context.save(unsent)
  return create(unsent, context)
}

/** Waits for the report of a created job. If it is unknown whether there is one, lists the candidates instead. */
export async function finishCreation<R extends AnyReport>(
  creation: Creation,
  context: RunContext<R>,
): Promise<Outcome<R>> {
  if (creation.known) return waitAndFinish(creation.job, context, false)
  return listCandidates(creation.job, context, creation.cause)
}

/** @throws TypeError if the job has no report. */
export function waitingJob(job: Job): WaitingJob {
  const { reportId } = job
  if (reportId === undefined) throw new TypeError('The step of the job is `waiting`, but it has no `reportId`.')
  return { ...job, reportId }
}

async function waitAndFinish<R extends AnyReport>(
  job: WaitingJob,
  context: RunContext<R>,
  pollFirst: boolean,
): Promise<Outcome<R>> {
  return finish(job, await waitForReport(job, context, { pollFirst }), context)
}

/** The result of `createReport`. */
type Creation =
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
