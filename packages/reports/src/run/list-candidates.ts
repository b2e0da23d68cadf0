import type { RequestError } from '@reportline/request'
import type { AnyReport } from './any-report.ts'
import type { Job } from './job.ts'
import type { UnknownOutcome } from './outcome.ts'
import { clockSkewMs, filterLimit, type Match } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/**
 * Lists the reports that a `createReport` with a lost response may have created. It cannot decide which of them it is:
 * Amazon returns neither the options of a report nor who requested it.
 *
 * @param cause How the response was lost, if that is known.
 * @throws ReportError `OUTCOME_UNKNOWN` without candidates if the reports cannot be listed.
 */
export async function listCandidates<R extends AnyReport>(
  job: Job,
  context: RunContext<R>,
  cause?: RequestError,
): Promise<UnknownOutcome<R>> {
  context.onEvent({ type: 'listing-candidates', job })
  const reports = await list(job, context).catch((error: unknown) => {
    if (context.call.signal?.aborted) throw error
    const what =
      'it is unknown whether createReport created a report, and the reports could not be listed. ' +
      'Nothing was sent again. Call resume(job) to list them again.'
    throw new ReportError({ code: 'OUTCOME_UNKNOWN', what, job, cause: cause ?? error })
  })
  const matches = (match: Match) => reports.filter((report) => context.api.mayBe(report, job) === match)
  const same = matches('yes')
  const candidates = same.length > 0 ? same : matches('perhaps')
  return { status: 'unknown', job, candidates, cause }
}

/** Creates the error for callers that cannot return an outcome. */
export function unknownError({ job, candidates, cause }: UnknownOutcome): ReportError {
  const what =
    'it is unknown whether createReport created a report. Nothing was sent again. ' +
    `Candidates: ${candidates.length}. Choose one with adopt(job, reportId), or start again.`
  return new ReportError({ code: 'OUTCOME_UNKNOWN', what, job, candidates, cause })
}

async function list<R extends AnyReport>(job: Job, { api, call }: RunContext<R>): Promise<R[]> {
  const { reportType, marketplaceIds, requestedAt } = job
  const query = {
    reportTypes: [reportType],
    // A report that covers all marketplaces covers the first ones. Its candidates are compared with all.
    marketplaceIds: marketplaceIds.length === 0 ? undefined : marketplaceIds.slice(0, filterLimit),
    createdSince: new Date(Date.parse(requestedAt) - clockSkewMs),
  }
  const found = new Map<string, R>()
  for await (const report of api.list(query, call)) found.set(report.reportId, report)
  return [...found.values()]
}
