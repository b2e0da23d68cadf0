import { parseIsoInstant } from '@reportline/report-types'
import type { AnyReport } from '@reportline/reports'
import { type CallOptions, type PageMethod, pages } from '@reportline/request'
import type { AccountScope, NamedAccount } from '../../account/choose-accounts.ts'
import { marketplaceIds } from '../../account/choose-accounts.ts'
import type { reportStatuses } from '../../definitions/reports.ts'
import { UsageError } from '../../errors/usage-error.ts'

export type ReportStatus = (typeof reportStatuses)[number]

/** Which reports to list. */
export interface ReportFilter {
  readonly reportTypes: readonly string[]
  readonly statuses: readonly ReportStatus[] | undefined
  readonly since: Date | undefined
}

/** Amazon Pay calls some statuses differently, and has none for reports in the queue. */
const payStatuses: Readonly<Record<ReportStatus, string | undefined>> = {
  'in-queue': undefined,
  'in-progress': 'IN_PROGRESS',
  done: 'COMPLETED',
  cancelled: 'CANCELLED',
  fatal: 'FAILED',
}

/** Types per call. */
const maxTypes = 10

/** Lists reports of an account, in the order in which Amazon returns them. */
export async function* listReports(
  { account, marketplaces }: AccountScope,
  { reportTypes, statuses, since }: ReportFilter,
  call: CallOptions,
): AsyncGenerator<AnyReport> {
  const processingStatuses = statuses?.flatMap((status) => statusName(account, status) ?? [])
  if (processingStatuses?.length === 0) return
  // The methods of the three clients accept the same fields.
  const getReports = account.account.client.getReports as PageMethod<object, ReportsPage>
  for (let start = 0; start < reportTypes.length; start += maxTypes) {
    const input = {
      reportTypes: reportTypes.slice(start, start + maxTypes),
      processingStatuses,
      ...(marketplaces === undefined ? {} : { marketplaceIds: marketplaceIds(marketplaces) }),
      createdSince: account.api === 'pay' ? since : since?.toISOString(),
      ...(account.api === 'pay' ? {} : { pageSize: 100 }),
    }
    for await (const { reports } of pages(getReports, input, call)) yield* reports
  }
}

interface ReportsPage {
  readonly reports: readonly AnyReport[]
  readonly nextToken?: string
}

function statusName({ api }: NamedAccount, status: ReportStatus): string | undefined {
  return api === 'pay' ? payStatuses[status] : status.toUpperCase().replace('-', '_')
}

/** Gets a report. */
export async function getReport(account: NamedAccount, reportId: string, call: CallOptions): Promise<AnyReport> {
  return account.api === 'pay'
    ? await account.account.client.getReportById({ reportId }, call)
    : await account.account.client.getReport({ reportId }, call)
}

/**
 * Cancels a report.
 *
 * @throws UsageError if the API has no such call.
 */
export async function cancelReport(account: NamedAccount, reportId: string, call: CallOptions): Promise<void> {
  if (account.api === 'pay') throw new UsageError('Amazon Pay has no call that cancels a report.')
  await account.account.client.cancelReport({ reportId }, call)
}

/** A report as the command prints it: the fields of the Selling Partner API, with times in ISO 8601. */
export function reportFields({ name, api }: NamedAccount, report: AnyReport) {
  const { startTime, endTime, ...fields } = report
  const times = { dataStartTime: startTime ?? fields.dataStartTime, dataEndTime: endTime ?? fields.dataEndTime }
  const all: Readonly<Record<string, unknown>> = { account: name, api, ...fields, ...times }
  const entries = Object.entries(all).map(([key, value]) => [key, key.endsWith('Time') ? isoTime(value) : value])
  return Object.fromEntries(entries) as Partial<AnyReport> & { readonly account: string; readonly api: string }
}

/** A time in ISO 8601, or the value as it is. */
export function isoTime(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const instant = parseIsoInstant(value)
  return Number.isNaN(instant) ? value : new Date(instant).toISOString()
}
