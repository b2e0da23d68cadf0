import { formatPayDate } from '@reportline/auth/amazon-pay'
import { operations, type PayReportsClient } from '@reportline/pay-reports-client'
import type { Report } from '@reportline/pay-reports-types'
import { type CallOptions, type Clock, pages } from '@reportline/request'
import { checkEach, checkResponse } from '../../run/check-response.ts'
import type { Job } from '../../run/job.ts'
import {
  compareWindows,
  type Match,
  type ReportApi,
  type ReportEnding,
  type ReportQuery,
} from '../../run/report-api.ts'
import { listByType } from '../list-by-type.ts'
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
    get: async (reportId, call) =>
      checkResponse(operations.getReportById, await client.getReportById({ reportId }, call), reportFields),
    list: (query, call) => list(query, { client, clock, call }),
    ending: ({ processingStatus }) =>
      Object.hasOwn(endings, processingStatus) ? endings[processingStatus] : undefined,
    whyCancelled: () => noData,
    finished: Object.keys(endings),
    mayBe,
    async locate(reportDocumentId, _reportType, signal) {
      const located = await client.getReportDocument({ reportDocumentId }, { signal })
      const { url } = checkResponse(operations.getReportDocument, located, { url: 'string' })
      return { url }
    },
    urlLifetime: 30_000,
  }
}

/** The fields of a report on which a run depends. */
const reportFields = { reportId: 'string', reportType: 'string', processingStatus: 'string' } as const

function list(
  { reportTypes, processingStatuses, createdSince, onRefused }: ReportQuery,
  { client, clock, call }: { readonly client: RunClient; readonly clock: Clock; readonly call: CallOptions },
): AsyncGenerator<Report> {
  const others = {
    ...(processingStatuses === undefined ? {} : { processingStatuses: [...processingStatuses] }),
    createdSince: formatPayDate(Math.max(createdSince.getTime(), clock.now() - maxListedAgeMs)),
    pageSize: 100,
  }
  const listTypes = async function* (types: readonly string[]): AsyncGenerator<Report> {
    for await (const page of pages(client.getReports, { reportTypes: [...types], ...others }, call)) {
      const { reports } = checkResponse(operations.getReports, page, { reports: 'array' })
      yield* checkEach(operations.getReports, reports, reportFields)
    }
  }
  return listByType(reportTypes, listTypes, onRefused)
}

function mayBe(report: Report, { reportType, dataStartTime, dataEndTime }: Job): Match {
  if (report.reportType !== reportType) return 'no'
  return compareWindows([report.startTime, report.endTime], [dataStartTime, dataEndTime])
}
