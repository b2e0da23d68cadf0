import { type CallOptions, pages } from '@reportline/request'
import type { Report } from '@reportline/selling-partner-reports-types'
import type { AccountContext } from './account-context.ts'
import { type Ending, endingOf } from './ending-of.ts'
import { instant } from './instant.ts'
import { findMarketplaces, type MarketplaceName } from './marketplaces.ts'
import { memorySeenReports, type SeenReports, seenKey } from './seen-reports.ts'

/** No report is listed longer than 90 days; an hour less, so that the limit itself is not asked for. Milliseconds. */
const listed = (90 * 24 - 1) * 3_600_000
/** `getReports` takes no more at a time. */
const typesACall = 10
const endings = ['DONE', 'CANCELLED', 'FATAL'] as const

/** Which finished reports are collected. */
export interface CollectOptions {
  /** For example `GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2`. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these marketplaces. */
  readonly marketplaces?: readonly MarketplaceName[]
  /**
   * Only reports created since: a Date, or ISO 8601 with time and zone. Amazon lists 90 days at most, which is also what
   * is collected without it.
   */
  readonly since?: Date | string
  /** Which reports have been dealt with. Default: a memory of this call's own, so that none has. */
  readonly seen?: SeenReports
  /** Only reports that ended like this. Default: all of them. */
  readonly processingStatuses?: readonly (typeof endings)[number][]
  /** Ends the collecting, which rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** When the calls that list reports have to be over. */
  readonly deadline?: Date
}

/** A finished report, as {@link Outcome} says it, without a job: it was asked for elsewhere. */
export type CollectedReport = Ending

/**
 * Finds the finished reports of some types that have not been dealt with, oldest first. A report counts as dealt with
 * when the loop comes back for the next one; a loop that throws or breaks gets its last report again.
 *
 * @throws TypeError when the options are wrong; RequestError or AuthError when a call failed; whatever `seen` throws.
 */
export function collect(options: CollectOptions, context: AccountContext): AsyncGenerator<CollectedReport, void> {
  const filter = filterOf(options, context)
  const { seen = memorySeenReports(), signal, deadline } = options
  const call = { ...(signal === undefined ? {} : { signal }), ...(deadline === undefined ? {} : { deadline }) }
  return unseen(filter, seen, call, context)
}

interface Filter {
  readonly reportTypes: readonly string[]
  readonly others: {
    readonly processingStatuses: (typeof endings)[number][]
    readonly createdSince: string
    readonly marketplaceIds?: string[]
    readonly pageSize: number
  }
}

async function* unseen(
  filter: Filter,
  seen: SeenReports,
  call: CallOptions,
  context: AccountContext,
): AsyncGenerator<CollectedReport, void> {
  for (const report of await list(filter, call, context)) {
    call.signal?.throwIfAborted()
    const key = seenKey(context.region, report.reportId)
    if (await seen.has(key)) continue
    yield await endingOf(report, context, { signal: call.signal })
    await seen.add(key)
  }
}

/** All pages are read first: the oldest report is on the last, and reading on while others are made would miss some. */
async function list({ reportTypes, others }: Filter, call: CallOptions, { client }: AccountContext): Promise<Report[]> {
  const found = new Map<string, Report>()
  for (let start = 0; start < reportTypes.length; start += typesACall) {
    const input = { ...others, reportTypes: reportTypes.slice(start, start + typesACall) }
    for await (const { reports } of pages(client.getReports, input, call)) {
      for (const report of reports) found.set(report.reportId, report)
    }
  }
  return [...found.values()].sort((one, other) => Date.parse(one.createdTime) - Date.parse(other.createdTime))
}

function filterOf(options: CollectOptions, { region, clock }: AccountContext): Filter {
  const { reportTypes, marketplaces, since, processingStatuses = endings } = options
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    throw new TypeError('reportTypes must be a list of report types with at least one')
  }
  const unfinished = processingStatuses.find((status) => !endings.includes(status))
  if (unfinished !== undefined || processingStatuses.length === 0) {
    throw new TypeError(`processingStatuses must be some of ${endings.join(', ')}: only finished reports are collected`)
  }
  const now = clock.now()
  const from = since === undefined ? 0 : instant('since', since)
  if (from > now) throw new TypeError('since must not be in the future')
  return {
    reportTypes: [...new Set(reportTypes)],
    others: {
      processingStatuses: [...processingStatuses],
      createdSince: new Date(Math.max(from, now - listed)).toISOString(),
      ...(marketplaces === undefined
        ? {}
        : { marketplaceIds: findMarketplaces(marketplaces, region).map(({ id }) => id) }),
      pageSize: 100,
    },
  }
}
