import type { Job } from '../job/job.ts'
import type { Outcome } from '../job/outcome.ts'
import { ReportError } from '../job/report-error.ts'
import type { RunContext } from './account-context.ts'
import { create, newJob } from './create.ts'
import { lookUp, unknownError } from './look-up.ts'
import { outcomeOf } from './outcome-of.ts'
import type { ReportRequest } from './report-request.ts'
import { waitForEnd } from './wait.ts'

/** Asks for a report and waits until it has ended. */
export async function run(request: ReportRequest, context: RunContext): Promise<Outcome> {
  const creation = await create(newJob(request, context), context)
  if (!creation.known) return lookUp(creation.job, context, creation.cause)
  return finish(creation.job, context, false)
}

/** Asks for a report and does not wait. */
export async function start(request: ReportRequest, context: RunContext): Promise<Job> {
  const creation = await create(newJob(request, context), context)
  if (creation.known) return creation.job
  throw unknownError(await lookUp(creation.job, context, creation.cause))
}

/** Goes on with a job wherever it stands. */
export async function resume(job: Job, context: RunContext): Promise<Outcome> {
  checkJob(job, context)
  if (job.step === 'creating') return lookUp(job, context)
  if (job.step === 'waiting') return finish(job, context, true)
  if (job.report !== undefined) return outcomeOf(job, job.report, context)
  const what = `there is no report: ${job.failure?.message ?? 'createReport was refused'}. Start anew.`
  throw new ReportError({ code: 'NOT_CREATED', what, job })
}

async function finish(job: Job, context: RunContext, lookFirst: boolean): Promise<Outcome> {
  const { reportId } = job
  if (reportId === undefined) throw new TypeError('the job waits for a report but has no reportId')
  const report = await waitForEnd({ ...job, reportId }, context, lookFirst)
  const finished: Job = { ...job, step: 'finished', report }
  await context.save(finished)
  context.onEvent({ type: 'finished', job: finished, processingStatus: report.processingStatus })
  return outcomeOf(finished, report, context)
}

const steps: ReadonlySet<string> = new Set(['creating', 'waiting', 'finished'])

/** A job comes from a file or a database: what is not one of ours is refused before anything is sent. */
function checkJob(job: Job, context: RunContext): void {
  if (typeof job !== 'object' || job === null) throw new TypeError('the job must be an object that save was given')
  if (job.version !== 1) throw new TypeError(`the job has version ${job.version}; this release knows version 1`)
  if (job.api !== 'selling-partner')
    throw new TypeError(`the job belongs to the API ${job.api}, not to selling-partner`)
  if (!steps.has(job.step)) throw new TypeError('the step of the job must be creating, waiting or finished')
  if (job.region !== context.region) {
    throw new TypeError(`the job belongs to the region ${job.region}: use an account of that region`)
  }
}
