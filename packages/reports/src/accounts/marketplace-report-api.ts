import { windowToSend } from '@reportline/report-types'
import { type Call, type CallOptions, type Clock, pages } from '@reportline/request'
import type { AnyReport, ApiName } from '../run/any-report.ts'
import type { DataWindow } from '../run/check-request.ts'
import type { Job } from '../run/job.ts'
import {
  filterChunks,
  type ReportApi,
  type ReportEnding,
  type ReportQuery,
  sameInstant,
  sameMarketplaces,
} from '../run/report-api.ts'

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
  readonly locate: ReportApi<R>['locate']
  readonly clock: Clock
  readonly cancelledHere: (reportId: string) => boolean
}

/** Amazon lists reports for 90 days. An hour less, to stay within that limit. Milliseconds. */
const maxListedAgeMs = (90 * 24 - 1) * 3_600_000
const endings: Readonly<Record<string, ReportEnding>> = { DONE: 'done', CANCELLED: 'cancelled', FATAL: 'fatal' }

/** Creates the report API of an account whose reports belong to marketplaces. */
export function marketplaceReportApi<R extends AnyReport>(parts: MarketplaceReportApiParts<R>): ReportApi<R> {
  const { api, client, locate, cancelledHere } = parts
  return {
    api,
    create: async (job, call) => (await client.createReport(specification(job), call)).reportId,
    get: (reportId, call) => client.getReport({ reportId }, call),
    list: (query, call) => list(parts, query, call),
    ending: ({ processingStatus }) =>
      Object.hasOwn(endings, processingStatus) ? endings[processingStatus] : undefined,
    finished: Object.keys(endings),
    mayBe,
    locate,
    cancelledHere,
    addressLifetime: 300_000,
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

async function* list<R extends AnyReport>(
  { client, clock }: MarketplaceReportApiParts<R>,
  query: ReportQuery,
  call: CallOptions,
): AsyncGenerator<R> {
  const { reportTypes, marketplaceIds, processingStatuses, createdSince } = query
  const others = {
    ...(processingStatuses === undefined ? {} : { processingStatuses: [...processingStatuses] }),
    createdSince: new Date(Math.max(createdSince.getTime(), clock.now() - maxListedAgeMs)).toISOString(),
    pageSize: 100,
  }
  for (const types of filterChunks(reportTypes)) {
    for (const ids of marketplaceIds === undefined ? [undefined] : filterChunks(marketplaceIds)) {
      const filter = { reportTypes: types, ...others, ...(ids === undefined ? {} : { marketplaceIds: ids }) }
      for await (const { reports } of pages(client.getReports, filter, call)) yield* reports
    }
  }
}

function mayBe(report: AnyReport, job: Job): boolean {
  const { dataStartTime, dataEndTime } = sentWindow(job)
  return (
    report.reportType === job.reportType &&
    report.reportScheduleId === undefined &&
    sameMarketplaces(report.marketplaceIds, job.marketplaceIds) &&
    sameInstant(report.dataStartTime, dataStartTime) &&
    sameInstant(report.dataEndTime, dataEndTime)
  )
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
