import type { Report } from '@reportline/selling-partner-reports-types'
import type { Job } from '../job/job.ts'
import type { CancelledOutcome, DoneOutcome, FatalOutcome, Outcome } from '../job/outcome.ts'
import { ReportError } from '../job/report-error.ts'
import { documentOf, type RunContext } from './account-context.ts'
import { codeOf, readFatalReason } from './fatal-reason.ts'

/** What a finished job and its report amount to. */
export async function outcomeOf(job: Job, report: Report, context: RunContext): Promise<Outcome> {
  switch (report.processingStatus) {
    case 'DONE':
      return done(job, report, context)
    case 'CANCELLED':
      return cancelled(job, report)
    default:
      return fatal(job, report, context)
  }
}

function done(job: Job, report: Report, context: RunContext): DoneOutcome {
  const { reportDocumentId } = report
  if (reportDocumentId === undefined) {
    const what = 'Amazon says that it is done, but names no document. Ask for it again.'
    throw new ReportError({ code: 'NO_DOCUMENT', what, job })
  }
  return { status: 'done', job, report, document: documentOf(context, reportDocumentId, job.marketplaceIds) }
}

/** A call can cancel a report only while it waits in the queue. */
function cancelled(job: Job, report: Report): CancelledOutcome {
  if (report.processingStartTime !== undefined) {
    const why =
      'Amazon had begun to make it, so no call cancelled it: most often there is no data for the window and the ' +
      'marketplaces. Amazon also cancels reports of some types that are asked for too often.'
    return { status: 'cancelled', job, report, likely: 'no data', why }
  }
  const why =
    'Amazon does not say why. Possible: there is no data for the window and the marketplaces; the type was asked for ' +
    'too often; a call cancelled it while it waited in the queue.'
  return { status: 'cancelled', job, report, likely: 'unknown', why }
}

async function fatal(job: Job, report: Report, context: RunContext): Promise<FatalOutcome> {
  const { reportDocumentId } = report
  if (reportDocumentId === undefined) return { status: 'fatal', job, report }
  const document = documentOf(context, reportDocumentId, job.marketplaceIds)
  const { signal } = context.call
  try {
    const reason = await readFatalReason(document, signal)
    return reason === undefined
      ? { status: 'fatal', job, report, document }
      : { status: 'fatal', job, report, reason, document }
  } catch (error) {
    if (signal?.aborted) throw error
    // The outcome counts for more than its reason.
    context.onEvent({ type: 'reason-unread', job, code: codeOf(error) })
    return { status: 'fatal', job, report, document }
  }
}
