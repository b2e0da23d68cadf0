import { formatPayDate } from '@reportline/auth/amazon-pay'
import type { PayReportsClient } from '@reportline/pay-reports-client'
import type { Report } from '@reportline/pay-reports-types'
import { type CallOptions, type Clock, pages } from '@reportline/request'
import type { Job } from '../../run/job.ts'
import { type ReportApi, type ReportEnding, type ReportQuery, sameInstant } from '../../run/report-api.ts'
import { createReport } from './create-report.ts'

/** The operations that runs use. */
type RunClient = Pick<PayReportsClient, 'createReport' | 'getReportById' | 'getReports' | 'getReportDocument'>

/** Amazon keeps reports for 90 days. An hour less, to stay within that limit. Milliseconds. */
const maxListedAgeMs = (90 * 24 - 1) * 3_600_000
const endings: Readonly<Record<string, ReportEnding>> = { COMPLETED: 'done', CANCELLED: 'cancelled', FAILED: 'fatal' }
/** Amazon documents two reasons, and the API has no operation that cancels a report. */
const noData = {
  likely: 'no data',
  why:
    'Amazon Pay cancels a report if there is no data for it. Its documentation also says that a report can be ' +
    'cancelled before processing starts, but the API has no operation for that.',
} as const

/** Creates the report API of an Amazon Pay account. */
export function payReportApi(client: RunClient, clock: Clock): ReportApi<Report> {
  return {
    api: 'pay',
    create: (job, call) => createReport(job, client, call),
    get: (reportId, call) => client.getReportById({ reportId }, call),
    list: (query, call) => list(query, { client, clock, call }),
    ending: ({ processingStatus }) =>
      Object.hasOwn(endings, processingStatus) ? endings[processingStatus] : undefined,
    whyCancelled: () => noData,
    finished: Object.keys(endings),
    mayBe,
    async locate(reportDocumentId, _reportType, signal) {
      const { url } = await client.getReportDocument({ reportDocumentId }, { signal })
      return { url }
    },
    addressLifetime: 30_000,
  }
}

async function* list(
  { reportTypes, processingStatuses, createdSince }: ReportQuery,
  { client, clock, call }: { readonly client: RunClient; readonly clock: Clock; readonly call: CallOptions },
): AsyncGenerator<Report> {
  const filter = {
    reportTypes: [...reportTypes],
    ...(processingStatuses === undefined ? {} : { processingStatuses: [...processingStatuses] }),
    createdSince: formatPayDate(Math.max(createdSince.getTime(), clock.now() - maxListedAgeMs)),
    pageSize: 100,
  }
  for await (const { reports } of pages(client.getReports, filter, call)) yield* reports
}

function mayBe(report: Report, job: Job): boolean {
  return (
    report.reportType === job.reportType &&
    sameInstant(report.startTime, job.dataStartTime) &&
    sameInstant(report.endTime, job.dataEndTime)
  )
}
