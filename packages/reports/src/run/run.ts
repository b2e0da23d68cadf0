import { checkJob } from './check-job.ts'
import { type Creation, create } from './create.ts'
import type { Job, WaitingJob } from './job.ts'
import { jobOutcome } from './job-outcome.ts'
import { unknownError } from './list-candidates.ts'
import type { Outcome } from './outcome.ts'
import type { AnyReport } from './report-api.ts'
import { ReportError } from './report-error.ts'
import { createAndResolve, type Resolved, resolveUnknown } from './resolve-unknown.ts'
import type { RunContext } from './run-context.ts'
import { waitForEnd } from './wait.ts'

/** Asks for the report of a new job and waits until it has ended. */
export async function run<R extends AnyReport>(job: Job, context: RunContext<R>): Promise<Outcome<R>> {
  return runCreated(await create(job, context), context)
}

/** Goes on where `create` has ended. */
export async function runCreated<R extends AnyReport>(creation: Creation, context: RunContext<R>): Promise<Outcome<R>> {
  return goOn(creation.known ? creation : await resolveUnknown(creation.job, context, creation.cause), context)
}

/** Asks for the report of a new job and does not wait. */
export async function start(job: Job, context: RunContext): Promise<Job> {
  const resolved = await createAndResolve(job, context)
  if (resolved.known) return resolved.job
  throw unknownError(resolved.outcome)
}

/**
 * Goes on with a job wherever it stands.
 *
 * @throws TypeError when it is none of this account's; ReportError `NOT_CREATED` when it ended without a report.
 */
export async function resume<R extends AnyReport>(job: Job, context: RunContext<R>): Promise<Outcome<R>> {
  checkJob(job, context)
  if (job.step === 'creating')
    return job.notSent ? run(sent(job), context) : goOn(await resolveUnknown(job, context), context)
  if (job.step === 'waiting') return finish(job, context, true)
  if (job.report !== undefined) return jobOutcome(job, reportOf<R>(job.report), context)
  const what = `there is no report: ${job.failure?.message ?? 'createReport was refused'}. Start anew.`
  throw new ReportError({ code: 'NOT_CREATED', what, job })
}

/** The job as it is when `createReport` may have been sent. */
function sent({ notSent: _, ...job }: Job): Job {
  return job
}

async function goOn<R extends AnyReport>(resolved: Resolved<R>, context: RunContext<R>): Promise<Outcome<R>> {
  return resolved.known ? finish(resolved.job, context, resolved.adopted === true) : resolved.outcome
}

async function finish<R extends AnyReport>(job: Job, context: RunContext<R>, lookFirst: boolean): Promise<Outcome<R>> {
  const { reportId } = job
  if (reportId === undefined) throw new TypeError('the job waits for a report but has no reportId')
  const waiting: WaitingJob = { ...job, reportId }
  const wait = context.hooks.waitForEnd ?? waitForEnd
  const report = await wait(waiting, context, lookFirst)
  const finished: Job = { ...job, step: 'finished', report }
  await context.save(finished)
  context.onEvent({ type: 'finished', job: finished, processingStatus: report.processingStatus })
  return jobOutcome(finished, reportOf<R>(report), context)
}

/** A job's report is of the API that the job belongs to, which has been checked. */
function reportOf<R extends AnyReport>(report: AnyReport): R {
  return report as R
}
