import type { Report } from '@reportline/selling-partner-reports-types'
import type { Job } from '../job/job.ts'
import type { Outcome } from '../job/outcome.ts'
import { ReportError } from '../job/report-error.ts'
import type { RunContext } from './account-context.ts'
import { endingOf, noDocument } from './ending-of.ts'
import { codeOf } from './fatal-reason.ts'

/** What a finished job and its report amount to. */
export async function outcomeOf(job: Job, report: Report, context: RunContext): Promise<Outcome> {
  if (report.processingStatus === 'DONE' && report.reportDocumentId === undefined) {
    throw new ReportError({ code: 'NO_DOCUMENT', what: noDocument, job })
  }
  // Not every answer repeats the marketplaces, by which the charset of a document is guessed.
  const told = { ...report, marketplaceIds: [...job.marketplaceIds] }
  const onUnread = (error: unknown) => context.onEvent({ type: 'reason-unread', job, code: codeOf(error) })
  const ending = await endingOf(told, context, { signal: context.call.signal, onUnread })
  return { ...ending, report, job }
}
