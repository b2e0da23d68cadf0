import { reportTypeFacts, splitWindow } from '@reportline/report-types'
import { checkFields } from '../run/check-fields.ts'
import { type WindowRequest, windowOf } from '../run/data-window.ts'
import type { Job } from '../run/job.ts'
import { accountsOf, jobAt, jobOf } from './choose-account.ts'
import { accountNamed, type EngineAccount, type EngineContext } from './engine-context.ts'
import type { EngineRequest } from './engine-request.ts'

/** What `runMany` is asked for: everything of each type, marketplace, window and account. */
export interface ManyRequest<Name extends string = string> {
  readonly reportTypes: readonly string[]
  /** Country codes or ids, of any accounts: each account is asked for those that it serves. */
  readonly marketplaces?: readonly string[]
  /** Which accounts are asked. Default: those that serve the marketplaces, or all of the types' API. */
  readonly accounts?: readonly Name[]
  /** Where the window begins: a Date, or ISO 8601 with time and zone. */
  readonly from?: Date | string
  /** Where it ends, half-open. A window that is longer than a type allows is split. */
  readonly to?: Date | string
  /** Several windows, in place of `from` and `to`. */
  readonly windows?: readonly { readonly from: Date | string; readonly to: Date | string }[]
  /** Amazon's options, for all of the types. */
  readonly reportOptions?: Readonly<Record<string, string>>
  /** Asks even where the catalogue of report types says that Amazon refuses it. Default: false. */
  readonly override?: boolean
}

/** One report that is wanted, and the job that stands for it. */
export interface PlannedReport<Name extends string = string> {
  readonly request: EngineRequest<Name> & { readonly account: Name }
  readonly job: Job
}

const fields = new Set([
  'reportTypes',
  'marketplaces',
  'accounts',
  'from',
  'to',
  'windows',
  'reportOptions',
  'override',
])

/**
 * Works out which reports to ask for.
 *
 * @throws TypeError when the request is wrong, or an account is missing for one of the marketplaces.
 */
export function planRequests(many: ManyRequest, engine: EngineContext): PlannedReport[] {
  checkMany(many)
  return unique(many.reportTypes).flatMap((reportType) =>
    windowsOf(many, reportType).flatMap((window) => {
      const { reportOptions, override } = many
      const request = { reportType, ...window, ...pick(reportOptions, 'reportOptions'), ...pick(override, 'override') }
      return many.marketplaces === undefined
        ? withoutMarketplaces(request, many, engine)
        : byMarketplaces(request, many.marketplaces, many, engine)
    }),
  )
}

/** Windows as a type takes them. */
function windowsOf({ from, to, windows, reportOptions }: ManyRequest, reportType: string): WindowRequest[] {
  const given = windows ?? [{ ...pick(from, 'from'), ...pick(to, 'to') }]
  return given.flatMap((window) => {
    const { dataStartTime, dataEndTime } = windowOf(window)
    if (dataStartTime === undefined || dataEndTime === undefined) return [window]
    const parts = splitWindow(reportType, dataStartTime, dataEndTime, reportOptions)
    return parts.map((part) => ({ from: part.from.toISOString(), to: part.to.toISOString() }))
  })
}

function withoutMarketplaces(
  request: EngineRequest,
  { accounts }: ManyRequest,
  engine: EngineContext,
): PlannedReport[] {
  const asked =
    accounts === undefined
      ? accountsOf(request.reportType, engine)
      : unique(accounts).map((name) => accountNamed(engine, name))
  return asked.map((account) => planned(account, request))
}

/** Each marketplace goes to the account that serves it; an account's are put into as few reports as the type allows. */
function byMarketplaces(
  request: EngineRequest,
  marketplaces: readonly string[],
  { accounts }: ManyRequest,
  engine: EngineContext,
): PlannedReport[] {
  const groups = new Map<string, string[]>()
  for (const marketplace of unique(marketplaces)) {
    for (const name of servedBy({ ...request, marketplaces: [marketplace] }, accounts, engine)) {
      groups.set(name, [...(groups.get(name) ?? []), marketplace])
    }
  }
  return [...groups].flatMap(([name, names]) =>
    inReports(request.reportType, names).map((some) =>
      planned(accountNamed(engine, name), { ...request, marketplaces: some }),
    ),
  )
}

/** The accounts that are asked for one marketplace: of those named, all that serve it. */
function servedBy(request: EngineRequest, accounts: ManyRequest['accounts'], engine: EngineContext): string[] {
  if (accounts === undefined) return [jobOf(request, engine).account ?? '']
  const refusals: unknown[] = []
  const names = unique(accounts).filter((name) => {
    try {
      jobAt(accountNamed(engine, name), request)
      return true
    } catch (error) {
      refusals.push(error)
      return false
    }
  })
  if (names.length === 0) throw refusals[0]
  return names
}

/** As many marketplaces to a report as its type takes. Of a type that is not known, a report takes them all. */
function inReports(reportType: string, marketplaces: readonly string[]): string[][] {
  const most = reportTypeFacts(reportType)?.marketplaces?.maxCount ?? marketplaces.length
  const reports: string[][] = []
  for (let start = 0; start < marketplaces.length; start += most) reports.push(marketplaces.slice(start, start + most))
  return reports
}

function planned(account: EngineAccount, request: EngineRequest): PlannedReport {
  return { request: { ...request, account: account.name }, job: jobAt(account, request) }
}

function checkMany(many: ManyRequest): void {
  checkFields(many, 'The request', fields)
  const { reportTypes, marketplaces, accounts, windows, from, to } = many
  for (const [name, list] of Object.entries({ reportTypes, marketplaces, accounts, windows })) {
    if (list === undefined && name !== 'reportTypes') continue
    if (!Array.isArray(list) || list.length === 0) throw new TypeError(`${name} must be a list with at least one`)
  }
  if (windows !== undefined && (from !== undefined || to !== undefined)) {
    throw new TypeError('windows stands in place of from and to: give the one or the other')
  }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function pick<T, Name extends string>(value: T | undefined, name: Name): { [Key in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: T }
}
