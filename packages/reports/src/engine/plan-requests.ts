import { reportTypeFacts, splitWindow } from '@reportline/report-types'
import {
  checkFields,
  dataWindow,
  type NewJob,
  type OverridableRequest,
  type WindowRequest,
} from '../run/check-request.ts'
import { accountsFor, newJobAt, newJobFor } from './choose-account.ts'
import { accountNamed, type EngineAccount, type EngineContext } from './engine-context.ts'
import type { EngineRequest } from './engine-request.ts'

/** A request for every combination of report types, marketplaces, windows and accounts. */
export interface ManyRequest<Name extends string = string> extends WindowRequest, OverridableRequest {
  readonly reportTypes: readonly string[]
  /** Country codes or ids, of any accounts. Each account gets the marketplaces that it serves. */
  readonly marketplaces?: readonly string[] | undefined
  /** The names of the accounts. Defaults to those that serve the marketplaces, or all of the API of each type. */
  readonly accounts?: readonly Name[] | undefined
  /** Several data windows instead of `from` and `to`. Windows longer than a type allows are split. */
  readonly windows?: readonly { readonly from: Date | string; readonly to: Date | string }[] | undefined
  /** Amazon's options, for all of the types. */
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
}

/** A request for one report of one account. */
export type PlannedRequest<Name extends string = string> = EngineRequest<Name> & { readonly account: Name }

/** A planned request and its job. */
export interface PlannedReport {
  readonly request: PlannedRequest
  readonly newJob: NewJob
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
 * Plans the reports to request.
 *
 * @throws TypeError if the request is invalid, or no account serves one of the marketplaces.
 */
export function planRequests(many: ManyRequest, engine: EngineContext): PlannedReport[] {
  checkMany(many)
  const { marketplaces, reportOptions, override } = many
  return unique(many.reportTypes).flatMap((reportType) =>
    windowsFor(many, reportType).flatMap((window) => {
      const request = { reportType, ...window, reportOptions, override }
      if (marketplaces === undefined) return withoutMarketplaces(request, many, engine)
      return byMarketplaces(request, marketplaces, many, engine)
    }),
  )
}

/** Splits windows that are longer than the report type allows. A window without both ends is requested as it is. */
function windowsFor({ from, to, windows, reportOptions }: ManyRequest, reportType: string): WindowRequest[] {
  return (windows ?? [{ from, to }]).flatMap((window) => {
    const { dataStartTime, dataEndTime } = dataWindow(window)
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
  if (accounts === undefined) {
    return accountsFor(request.reportType, engine).map((account) => plannedReport(account, request))
  }
  return unique(accounts).map((name) => plannedReport(accountNamed(engine, name), request))
}

/** Groups the marketplaces by account. A report covers as many of them as its type allows. */
function byMarketplaces(
  request: EngineRequest,
  marketplaces: readonly string[],
  { accounts }: ManyRequest,
  engine: EngineContext,
): PlannedReport[] {
  const byAccount = new Map<string, string[]>()
  for (const marketplace of unique(marketplaces)) {
    for (const name of accountsServing({ ...request, marketplaces: [marketplace] }, accounts, engine)) {
      byAccount.set(name, [...(byAccount.get(name) ?? []), marketplace])
    }
  }
  return [...byAccount].flatMap(([name, served]) =>
    perReport(request.reportType, served).map((some) =>
      plannedReport(accountNamed(engine, name), { ...request, marketplaces: some }),
    ),
  )
}

/** Of the named accounts, returns all that serve the marketplace of the request. */
function accountsServing(request: EngineRequest, accounts: ManyRequest['accounts'], engine: EngineContext): string[] {
  if (accounts === undefined) return [newJobFor(request, engine).job.account ?? '']
  const errors: unknown[] = []
  const names = unique(accounts).filter((name) => {
    try {
      newJobAt(accountNamed(engine, name), request)
      return true
    } catch (error) {
      errors.push(error)
      return false
    }
  })
  if (names.length === 0) throw errors[0]
  return names
}

/** A report of an unknown type covers all marketplaces. */
function perReport(reportType: string, marketplaces: readonly string[]): string[][] {
  const most = reportTypeFacts(reportType)?.marketplaces?.maxCount ?? marketplaces.length
  const reports: string[][] = []
  for (let start = 0; start < marketplaces.length; start += most) reports.push(marketplaces.slice(start, start + most))
  return reports
}

function plannedReport(account: EngineAccount, request: EngineRequest): PlannedReport {
  return { request: { ...request, account: account.name }, newJob: newJobAt(account, request) }
}

function checkMany(many: ManyRequest): void {
  checkFields(many, 'The request', fields)
  const { reportTypes, marketplaces, accounts, windows, from, to } = many
  for (const [name, list] of Object.entries({ reportTypes, marketplaces, accounts, windows })) {
    if (list === undefined && name !== 'reportTypes') continue
    if (!Array.isArray(list) || list.length === 0) {
      throw new TypeError(`\`${name}\` must be a list with at least one entry.`)
    }
  }
  if (windows === undefined) return
  if (from !== undefined || to !== undefined) {
    throw new TypeError('`windows` replaces `from` and `to`. Set either `windows` or `from` and `to`.')
  }
  for (const [index, window] of windows.entries()) {
    for (const end of ['from', 'to'] as const) {
      if (window?.[end] === undefined) throw new TypeError(`\`windows[${index}].${end}\` is missing.`)
    }
  }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
