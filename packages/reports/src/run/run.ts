import type { AnyReport } from './any-report.ts'
import { type Creation, create } from './create.ts'
import { finish, finishedOutcome } from './finish.ts'
import type { Job, WaitingJob } from './job.ts'
import { listCandidates, unknownError } from './list-candidates.ts'
import type { Outcome } from './outcome.ts'
import { readJob } from './read-job.ts'
import type { RunContext } from './run-context.ts'
import type { NewJob } from './validate-job.ts'
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
