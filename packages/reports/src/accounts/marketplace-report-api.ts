import { windowToSend } from '@reportline/report-types'
import { type Call, type CallOptions, type Clock, type Operation, pages } from '@reportline/request'
import type { AnyReport, ApiName } from '../run/any-report.ts'
import type { DataWindow } from '../run/check-request.ts'
import { checkEach, checkResponse } from '../run/check-response.ts'
import type { Job } from '../run/job.ts'
import {
  compareWindows,
  filterChunks,
  type Match,
  type ReportApi,
  type ReportEnding,
  type ReportQuery,
  sameMarketplaces,
} from '../run/report-api.ts'
import { listByType } from './list-by-type.ts'

/** The operations that a run needs. The Selling Partner and Business APIs both have them. */
interface MarketplaceReportsClient<R extends AnyReport> {
  createReport(input: ReportSpecification, options?: CallOptions): Call<{ readonly reportId: string }>
  getReport(input: { reportId: string }, options?: CallOptions): Call<R>
  getReports(input: ReportsFilter, options?: CallOptions): Call<{ readonly reports: R[]; readonly nextToken?: string }>
}

interface ReportSpecification {
  reportType: string
  marketplaceIds: string[]
  dataStartTime?: string
  dataEndTime?: string
  reportOptions?: Record<string, string>
}

interface ReportsFilter {
  reportTypes?: string[]
  marketplaceIds?: string[]
  processingStatuses?: string[]
  createdSince?: string
  pageSize?: number
  nextToken?: string
}

/** What {@link marketplaceReportApi} needs of an API. */
interface MarketplaceReportApiParts<R extends AnyReport> {
  readonly api: ApiName
  readonly client: MarketplaceReportsClient<R>
  /** The operations of the client, for errors. */
  readonly operations: Readonly<Record<'createReport' | 'getReport' | 'getReports', Operation>>
  readonly locate: ReportApi<R>['locate']
  readonly clock: Clock
  readonly cancelledHere: (reportId: string) => boolean
}

/** Amazon lists reports for 90 days. An hour less, to stay within that limit. Milliseconds. */
const maxListedAgeMs = (90 * 24 - 1) * 3_600_000
const endings: Readonly<Record<string, ReportEnding>> = { DONE: 'done', CANCELLED: 'cancelled', FATAL: 'fatal' }

/** Creates the report API of an account whose reports belong to marketplaces. */
export function marketplaceReportApi<R extends AnyReport>(parts: MarketplaceReportApiParts<R>): ReportApi<R> {
  const { api, client, operations, locate, cancelledHere } = parts
  return {
    api,
    async create(job, call) {
      const created = await client.createReport(specification(job), { ...call, scope: job.reportType })
      return checkResponse(operations.createReport, created, { reportId: 'string' }).reportId
    },
    get: async (reportId, call) =>
      checkResponse(operations.getReport, await client.getReport({ reportId }, call), reportFields),
    list: (query, call) => list(parts, query, call),
    ending: ({ processingStatus }) =>
      Object.hasOwn(endings, processingStatus) ? endings[processingStatus] : undefined,
    finished: Object.keys(endings),
    mayBe,
    locate,
    cancelledHere,
    urlLifetime: 300_000,
  }
}

function specification(job: Job): ReportSpecification {
  const { reportType, marketplaceIds, reportOptions } = job
  const { dataStartTime, dataEndTime } = sentWindow(job)
  return {
    reportType,
    marketplaceIds: [...marketplaceIds],
    ...(dataStartTime === undefined ? {} : { dataStartTime }),
    ...(dataEndTime === undefined ? {} : { dataEndTime }),
    ...(reportOptions === undefined ? {} : { reportOptions: { ...reportOptions } }),
  }
}

/** Returns the window as this report type expects it: some include the day on which it ends. */
function sentWindow({ reportType, dataStartTime, dataEndTime }: Job): DataWindow {
  if (dataStartTime !== undefined && dataEndTime !== undefined) {
    const sent = windowToSend(reportType, { from: new Date(dataStartTime), to: new Date(dataEndTime) })
    return { dataStartTime: sent.dataStartTime.toISOString(), dataEndTime: sent.dataEndTime.toISOString() }
  }
  return { dataStartTime, dataEndTime }
}

/** The fields of a report on which a run depends. */
const reportFields = { reportId: 'string', reportType: 'string', processingStatus: 'string' } as const

function list<R extends AnyReport>(
  { client, operations, clock }: MarketplaceReportApiParts<R>,
  { reportTypes, marketplaceIds, processingStatuses, createdSince, onRefused }: ReportQuery,
  call: CallOptions,
): AsyncGenerator<R> {
  const others = {
    ...(processingStatuses === undefined ? {} : { processingStatuses: [...processingStatuses] }),
    createdSince: new Date(Math.max(createdSince.getTime(), clock.now() - maxListedAgeMs)).toISOString(),
    pageSize: 100,
  }
  const listTypes = async function* (types: readonly string[]): AsyncGenerator<R> {
    for (const ids of marketplaceIds === undefined ? [undefined] : filterChunks(marketplaceIds)) {
      const filter = { reportTypes: [...types], ...others, ...(ids === undefined ? {} : { marketplaceIds: ids }) }
      for await (const page of pages(client.getReports, filter, call)) {
        const { reports } = checkResponse(operations.getReports, page, { reports: 'array' })
        yield* checkEach(operations.getReports, reports, reportFields)
      }
    }
  }
  return listByType(reportTypes, listTypes, onRefused)
}

function mayBe(report: AnyReport, job: Job): Match {
  const isPossible =
    report.reportType === job.reportType &&
    report.reportScheduleId === undefined &&
    sameMarketplaces(report.marketplaceIds, job.marketplaceIds)
  if (!isPossible) return 'no'
  const { dataStartTime, dataEndTime } = sentWindow(job)
  return compareWindows([report.dataStartTime, report.dataEndTime], [dataStartTime, dataEndTime])
}

interface CancellingClient {
  cancelReport(input: { reportId: string }, options?: CallOptions): Call<unknown>
}

/** A client that remembers which reports it has cancelled, for the lifetime of the process. */
export interface TrackedCancellations<Client> {
  readonly client: Client
  cancelledHere(reportId: string): boolean
}

/** Wraps a client so that it remembers which reports it has cancelled. */
export function trackCancellations<Client extends CancellingClient>(client: Client): TrackedCancellations<Client> {
  const cancelled = new Set<string>()
  const cancelReport: CancellingClient['cancelReport'] = (input, options) => {
    const call = client.cancelReport(input, options)
    call.then(
      () => cancelled.add(input.reportId),
      () => {},
    )
    return call
  }
  return { client: { ...client, cancelReport }, cancelledHere: (reportId) => cancelled.has(reportId) }
}
