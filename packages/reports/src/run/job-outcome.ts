import { codeOf } from './fatal-reason.ts'
import type { Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import { requestedTooOften } from './recent-request.ts'
import type { AnyReport } from './report-api.ts'
import { noDocument, reportEnding } from './report-ending.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** What a finished job and its report amount to. */
export async function jobOutcome<R extends AnyReport>(
  job: Job,
  report: R,
  context: RunContext<R>,
): Promise<Outcome<R>> {
  const { api, call, hooks } = context
  if (api.ending(report) === 'done' && report.reportDocumentId === undefined) {
    throw new ReportError({ code: 'NO_DOCUMENT', what: noDocument, job })
  }
  const onUnreadable = (error: unknown) => context.onEvent({ type: 'reason-unreadable', job, code: codeOf(error) })
  const tooOften = api.ending(report) === 'cancelled' ? await requestedTooOften(job, hooks) : undefined
  const ending = await reportEnding(report, context, { job, signal: call.signal, onUnreadable, tooOften })
  return { ...ending, job }
}
