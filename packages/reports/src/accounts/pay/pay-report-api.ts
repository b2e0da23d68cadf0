import { formatPayDate } from '@reportline/auth/amazon-pay'
import type { PayReportsClient } from '@reportline/pay-reports-client'
import type { Report } from '@reportline/pay-reports-types'
import { type CallOptions, type Clock, pages } from '@reportline/request'
import type { Job } from '../../run/job.ts'
import { sameInstant } from '../../run/match-report.ts'
import type { ReportApi, ReportEnding, ReportQuery } from '../../run/report-api.ts'
import { createReport } from './create-report.ts'

/** The operations that runs need. */
type RunClient = Pick<PayReportsClient, 'createReport' | 'getReportById' | 'getReports' | 'getReportDocument'>

/** Reports are kept for 90 days; an hour less, so that the limit itself is not asked for. Milliseconds. */
const listed = (90 * 24 - 1) * 3_600_000
const endings: Readonly<Record<string, ReportEnding>> = { COMPLETED: 'done', CANCELLED: 'cancelled', FAILED: 'fatal' }
/** The documents name two reasons, and the API has no call that cancels a report. */
const noData = {
  likely: 'no data',
  why:
    'Amazon Pay cancels a report for which there is no data. It also says that a report can be cancelled before work ' +
    'on it begins, but the API has no call for that.',
} as const

/** Makes what runs ask of Amazon Pay. */
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
    createdSince: formatPayDate(Math.max(createdSince.getTime(), clock.now() - listed)),
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
