import { pages, type RequestError } from '@reportline/request'
import type { Report } from '@reportline/selling-partner-reports-types'
import type { Job } from '../job/job.ts'
import type { UnknownOutcome } from '../job/outcome.ts'
import { ReportError } from '../job/report-error.ts'
import type { RunContext } from './account-context.ts'

/** Amazon's clock may be behind ours by so much. Milliseconds. */
const skew = 60_000
/** No report is listed longer than 90 days; an hour less, so that the limit itself is not asked for. Milliseconds. */
const listed = (90 * 24 - 1) * 3_600_000
/** `getReports` takes no more as a filter; what it answers is compared with all. */
const marketplaceFilter = 10

/**
 * Looks for the reports that an unanswered `createReport` may have made. Which of them it is, if any, is not decided:
 * a report tells neither its options nor who asked for it.
 *
 * @throws ReportError `OUTCOME_UNKNOWN` without candidates when they cannot be listed.
 */
export async function lookUp(job: Job, context: RunContext, cause?: RequestError): Promise<UnknownOutcome> {
  context.onEvent({ type: 'looking-up', job })
  const reports = await list(job, context).catch((error: unknown) => {
    if (context.call.signal?.aborted) throw error
    const what =
      'it is not known whether createReport made a report, and the reports could not be listed. ' +
      'Nothing was sent again: resume(job) looks again.'
    throw new ReportError({ code: 'OUTCOME_UNKNOWN', what, job, cause: cause ?? error })
  })
  const candidates = reports.filter((report) => mayBe(report, job))
  return { status: 'unknown', job, candidates, ...(cause === undefined ? {} : { cause }) }
}

/** The error for those who cannot be handed an outcome. */
export function unknownError({ job, candidates, cause }: UnknownOutcome): ReportError {
  const what =
    'it is not known whether createReport made a report. Nothing was sent again. ' +
    `Reports that may be the one: ${candidates.length}. Take up one with adopt(job, reportId), or start anew.`
  return new ReportError({ code: 'OUTCOME_UNKNOWN', what, job, candidates, cause })
}

async function list(job: Job, { client, clock, call }: RunContext): Promise<Report[]> {
  const since = Math.max(Date.parse(job.requestedAt) - skew, clock.now() - listed)
  const filter = {
    reportTypes: [job.reportType],
    marketplaceIds: job.marketplaceIds.slice(0, marketplaceFilter),
    createdSince: new Date(since).toISOString(),
    pageSize: 100,
  }
  const found: Report[] = []
  for await (const { reports } of pages(client.getReports, filter, call)) found.push(...reports)
  return found
}

function mayBe(report: Report, job: Job): boolean {
  return (
    report.reportType === job.reportType &&
    report.reportScheduleId === undefined &&
    sameMarketplaces(report.marketplaceIds, job.marketplaceIds) &&
    sameInstant(report.dataStartTime, job.dataStartTime) &&
    sameInstant(report.dataEndTime, job.dataEndTime)
  )
}

/** What a report does not tell cannot exclude it. */
function sameMarketplaces(ids: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return ids === undefined || (ids.length === wanted.length && wanted.every((id) => ids.includes(id)))
}

/** To the second, since answers may leave out the rest; where nothing was asked for, Amazon has chosen. */
function sameInstant(instant: string | undefined, wanted: string | undefined): boolean {
  if (instant === undefined || wanted === undefined) return true
  return Math.floor(Date.parse(instant) / 1000) === Math.floor(Date.parse(wanted) / 1000)
}
