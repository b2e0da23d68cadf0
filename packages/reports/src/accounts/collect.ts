import { parseIsoInstant, readInstant } from '@reportline/report-types'
import type { CallOptions } from '@reportline/request'
import { memorySeenReports, type SeenReports, seenKey } from '../ledger/seen-reports.ts'
import type { AnyReport, ReportQuery } from '../run/report-api.ts'
import { type Ending, reportEnding } from '../run/report-ending.ts'
import type { AccountContext } from '../run/run-context.ts'

/** Which finished reports are collected, in every API. */
export interface CollectFilter {
  readonly reportTypes: readonly string[]
  /**
   * Only reports created since: a Date, or ISO 8601 with time and zone. Amazon lists 90 days at most, which is also what
   * is collected without it.
   */
  readonly since?: Date | string
  /** Which reports have been dealt with. Default: a memory of this call's own, so that none has. */
  readonly seen?: SeenReports
  /** Only reports that ended like this. Default: all of them. */
  readonly processingStatuses?: readonly string[]
  /** Ends the collecting, which rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** When the calls that list reports have to be over. */
  readonly deadline?: Date
}

/** A finished report, as {@link Outcome} says it, without a job: it was asked for elsewhere. */
export type CollectedReport<R extends AnyReport = AnyReport> = Ending<R>

/**
 * Finds the finished reports of some types that have not been dealt with, oldest first. A report counts as dealt with
 * when the loop comes back for the next one; a loop that throws or breaks gets its last report again.
 *
 * @param marketplaceIds Only reports that cover at least one of these.
 * @throws TypeError when the filter is wrong; RequestError or AuthError when a call failed; whatever `seen` throws.
 */
export function collect<R extends AnyReport>(
  filter: CollectFilter,
  context: AccountContext<R>,
  marketplaceIds?: readonly string[],
): AsyncGenerator<CollectedReport<R>, void> {
  const query = { ...queryOf(filter, context), ...(marketplaceIds === undefined ? {} : { marketplaceIds }) }
  const { seen = memorySeenReports(), signal, deadline } = filter
  const call = { ...(signal === undefined ? {} : { signal }), ...(deadline === undefined ? {} : { deadline }) }
  return unseen(query, seen, call, context)
}

async function* unseen<R extends AnyReport>(
  query: ReportQuery,
  seen: SeenReports,
  call: CallOptions,
  context: AccountContext<R>,
): AsyncGenerator<CollectedReport<R>, void> {
  for (const report of await list(query, call, context)) {
    call.signal?.throwIfAborted()
    const key = seenKey(context, report.reportId)
    if (await seen.has(key)) continue
    yield await reportEnding(report, context, { signal: call.signal })
    await seen.add(key)
  }
}

/** All pages are read first: the oldest report is on the last, and reading on while others are made would miss some. */
async function list<R extends AnyReport>(
  query: ReportQuery,
  call: CallOptions,
  { api }: AccountContext<R>,
): Promise<R[]> {
  const found = new Map<string, R>()
  for await (const report of api.list(query, call)) found.set(report.reportId, report)
  return [...found.values()].sort((one, other) => createdAt(one) - createdAt(other))
}

function createdAt({ createdTime }: AnyReport): number {
  return createdTime === undefined ? 0 : parseIsoInstant(createdTime)
}

function queryOf(options: CollectFilter, { api, clock }: AccountContext): ReportQuery {
  const { reportTypes, since, processingStatuses = api.finished } = options
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    throw new TypeError('reportTypes must be a list of report types with at least one')
  }
  const unfinished = processingStatuses.find((status) => !api.finished.includes(status))
  if (unfinished !== undefined || processingStatuses.length === 0) {
    const some = api.finished.join(', ')
    throw new TypeError(`processingStatuses must be some of ${some}: only finished reports are collected`)
  }
  const from = since === undefined ? 0 : readInstant('since', since)
  if (from > clock.now()) throw new TypeError('since must not be in the future')
  return { reportTypes: [...new Set(reportTypes)], createdSince: new Date(from), processingStatuses }
}
