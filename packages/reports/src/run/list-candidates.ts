import type { RequestError } from '@reportline/request'
import type { Job } from './job.ts'
import type { UnknownOutcome } from './outcome.ts'
import type { AnyReport } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { RunContext } from './run-context.ts'

/** Amazon's clock may be behind ours by so much. Milliseconds. */
const skew = 60_000
/** One filter takes no more; a report that covers all of them covers the first. What is listed is compared with all. */
const marketplaceFilter = 10

/**
 * Looks for the reports that an unanswered `createReport` may have made. Which of them it is, if any, is not decided:
 * a report tells neither its options nor who asked for it.
 *
 * @throws ReportError `OUTCOME_UNKNOWN` without candidates when they cannot be listed.
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
      'it is not known whether createReport made a report, and the reports could not be listed. ' +
      'Nothing was sent again: resume(job) looks again.'
    throw new ReportError({ code: 'OUTCOME_UNKNOWN', what, job, cause: cause ?? error })
  })
  const candidates = reports.filter((report) => context.api.mayBe(report, job))
  return { status: 'unknown', job, candidates, ...(cause === undefined ? {} : { cause }) }
}

/** The error for those who cannot be handed an outcome. */
export function unknownError({ job, candidates, cause }: UnknownOutcome): ReportError {
  const what =
    'it is not known whether createReport made a report. Nothing was sent again. ' +
    `Reports that may be the one: ${candidates.length}. Take up one with adopt(job, reportId), or start anew.`
  return new ReportError({ code: 'OUTCOME_UNKNOWN', what, job, candidates, cause })
}

async function list<R extends AnyReport>(job: Job, { api, call }: RunContext<R>): Promise<R[]> {
  const query = {
    reportTypes: [job.reportType],
    ...(job.marketplaceIds.length === 0 ? {} : { marketplaceIds: job.marketplaceIds.slice(0, marketplaceFilter) }),
    createdSince: new Date(Date.parse(job.requestedAt) - skew),
  }
  const found = new Map<string, R>()
  for await (const report of api.list(query, call)) found.set(report.reportId, report)
  return [...found.values()]
}
