import { askedTooOften } from './recent-request.ts'
import { endingOf, noDocument } from './report-ending.ts'
import { codeOf } from './fatal-reason.ts'
import type { Job } from './job.ts'
import type { Outcome } from './outcome.ts'
import type { AnyReport } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** What a finished job and its report amount to. */
export async function outcomeOf<R extends AnyReport>(job: Job, report: R, context: RunContext<R>): Promise<Outcome<R>> {
  const { api, call, hooks } = context
  if (api.ending(report) === 'done' && report.reportDocumentId === undefined) {
    throw new ReportError({ code: 'NO_DOCUMENT', what: noDocument, job })
  }
  const onUnread = (error: unknown) => context.onEvent({ type: 'reason-unread', job, code: codeOf(error) })
  const tooOften = api.ending(report) === 'cancelled' ? await askedTooOften(job, hooks) : undefined
  const ending = await endingOf(report, context, { job, signal: call.signal, onUnread, tooOften })
  return { ...ending, job }
}
