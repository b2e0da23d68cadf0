import { parseIsoInstant, readInstant } from '@reportline/report-types'
import type { CallOptions } from '@reportline/request'
import { memorySeenReports, type SeenReports, seenKey } from '../ledger/seen-reports.ts'
import type { AnyReport } from '../run/any-report.ts'
import { checkReportTypes } from '../run/check-request.ts'
import { type Ending, reportEnding } from '../run/finish.ts'
import type { RefusedType, ReportQuery } from '../run/report-api.ts'
import type { AccountContext } from '../run/run-context.ts'
import { ReportTypesError } from './list-by-type.ts'

/** Which finished reports to collect. The same for every API. */
export interface CollectFilter {
  readonly reportTypes: readonly string[]
  /**
   * Only reports created at this instant or later: a Date, or an ISO 8601 string with time and time zone. Amazon lists
   * the last 90 days at most, which is also the default.
   */
  readonly since?: Date | string | undefined
  /** Remembers the reports that were processed. Defaults to a memory for this call, so that it yields every report. */
  readonly seen?: SeenReports | undefined
  /** Only reports with one of these statuses. Defaults to all statuses of finished reports. */
  readonly processingStatuses?: readonly string[] | undefined
  /** Aborts the iteration, which rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** The latest time for the calls that list reports. */
  readonly deadline?: Date | undefined
}

/** A finished report like an {@link Outcome}, but without a job, because it may have been requested elsewhere. */
export type CollectedReport<R extends AnyReport = AnyReport> = Ending<R>

/**
 * Yields the finished reports that were not processed yet, oldest first. A report counts as processed when the loop
 * requests the next one. If the loop throws or breaks, the next call yields its last report again.
 *
 * @param marketplaceIds Only reports that cover at least one of these marketplaces.
 * @throws TypeError immediately if the filter is invalid; RequestError or AuthError if a call failed; any error of `seen`;
 *   ReportTypesError at the end, if Amazon refuses to list some of the types.
 */
export function collect<R extends AnyReport>(
  filter: CollectFilter,
  context: AccountContext<R>,
  marketplaceIds?: readonly string[],
): AsyncGenerator<CollectedReport<R>, void> {
  const { seen = memorySeenReports(), signal, deadline } = filter
  const query = { ...queryOf(filter, context), ...(marketplaceIds === undefined ? {} : { marketplaceIds }) }
  return unseenReports(query, seen, { signal, deadline }, context)
}

async function* unseenReports<R extends AnyReport>(
  query: ReportQuery,
  seen: SeenReports,
  call: CallOptions,
  context: AccountContext<R>,
): AsyncGenerator<CollectedReport<R>, void> {
  const refused: RefusedType[] = []
  const onRefused = (type: RefusedType) => void refused.push(type)
  for (const report of await list({ ...query, onRefused }, call, context)) {
    call.signal?.throwIfAborted()
    const key = seenKey(context, report.reportId)
    if (await seen.has(key)) continue
    yield await reportEnding(report, context, { signal: call.signal })
    await seen.add(key, context.clock.now())
  }
  if (refused.length > 0) throw new ReportTypesError(refused)
}

/**
 * Reads all pages first. The oldest report is on the last page, and reading pages while new reports are created could
 * miss some.
 */
async function list<R extends AnyReport>(
  query: ReportQuery,
  call: CallOptions,
  { api }: AccountContext<R>,
): Promise<R[]> {
  const reports = new Map<string, R>()
  for await (const report of api.list(query, call)) reports.set(report.reportId, report)
  return [...reports.values()].sort((one, other) => createdAt(one) - createdAt(other))
}

function createdAt({ createdTime }: AnyReport): number {
  return createdTime === undefined ? 0 : parseIsoInstant(createdTime)
}

function queryOf(filter: CollectFilter, { api, clock }: AccountContext): ReportQuery {
  const { reportTypes, since, processingStatuses = api.finished } = filter
  checkReportTypes(reportTypes, api.api)
  if (processingStatuses.length === 0 || processingStatuses.some((status) => !api.finished.includes(status))) {
    throw new TypeError(
      `\`processingStatuses\` must be an array of ${api.finished.join(', ')}: only finished reports are collected.`,
    )
  }
  const from = since === undefined ? 0 : readInstant('since', since)
  if (from > clock.now()) throw new TypeError('`since` must not be in the future.')
  return { reportTypes: [...new Set(reportTypes)], createdSince: new Date(from), processingStatuses }
}
