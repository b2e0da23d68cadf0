import type { AnyReport } from './any-report.ts'
import { codeOf } from './fatal-reason.ts'
import type { Job, WaitingJob } from './job.ts'
import type { Outcome } from './outcome.ts'
import type { RecentRequest } from './recent-request.ts'
import { noDocument, reportEnding } from './report-ending.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** Saves a job with its finished report and returns the outcome. */
export async function finish<R extends AnyReport>(
  job: WaitingJob,
  report: R,
  context: RunContext<R>,
  recent?: RecentRequest,
): Promise<Outcome<R>> {
  const finished: Job = { ...job, step: 'finished', report }
  await context.save(finished)
  context.onEvent({ type: 'finished', job: finished, processingStatus: report.processingStatus })
  return outcomeOf(finished, report, context, recent)
}

/**
 * Returns the outcome of a finished job.
 *
 * @throws ReportError `NOT_CREATED` if the job never had a report.
 */
export async function finishedOutcome<R extends AnyReport>(
  job: Job,
  context: RunContext<R>,
  recent?: RecentRequest,
): Promise<Outcome<R>> {
  // The job belongs to the API of the context, and so does its report.
  if (job.report !== undefined) return outcomeOf(job, job.report as R, context, recent)
  const reason = job.failure?.message ?? 'createReport was refused'
  throw new ReportError({ code: 'NOT_CREATED', what: `there is no report: ${reason}. Start again.`, job })
}

async function outcomeOf<R extends AnyReport>(
  job: Job,
  report: R,
  context: RunContext<R>,
  recent: RecentRequest | undefined,
): Promise<Outcome<R>> {
  if (context.api.ending(report) === 'done' && report.reportDocumentId === undefined) {
    throw new ReportError({ code: 'NO_DOCUMENT', what: noDocument, job })
  }
  const onUnreadable = (error: unknown) => context.onEvent({ type: 'reason-unreadable', job, code: codeOf(error) })
  const ending = await reportEnding(report, context, { job, signal: context.call.signal, onUnreadable, recent })
  return { ...ending, job }
}
