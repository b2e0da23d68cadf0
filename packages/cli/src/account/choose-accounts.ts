import { businessMarketplaces, findMarketplace, reportTypeFacts } from '@reportline/report-types'
import { UsageError } from '../errors/usage-error.ts'
import type { ConnectedAccount } from './connected-account.ts'
import type { Session } from './session.ts'

/** An account with its name in the configuration. */
export type NamedAccount = ConnectedAccount & { readonly name: string }

/** What an account has to do with a request. */
export interface AccountScope {
  readonly account: NamedAccount
  /** The marketplaces of the request that belong to the account. Undefined if the request names none. */
  readonly marketplaces: readonly string[] | undefined
}

/** Country codes are accepted in lower case too. */
export function marketplaceName(text: string): string {
  return text.length === 2 ? text.toUpperCase() : text
}

/**
 * Returns the accounts that serve report types, each with its types and marketplaces. A type that the catalogue does not
 * know is assumed to be one of the Selling Partner API.
 *
 * @throws UsageError if no account serves one of the types in the marketplaces.
 */
export function accountsForTypes(
  session: Pick<Session, 'accounts'>,
  reportTypes: readonly string[],
  marketplaces: readonly string[] | undefined,
): (AccountScope & { readonly reportTypes: readonly string[] })[] {
  const inScope = accountsIn(session, marketplaces)
  const found = inScope.map((scope) => ({
    ...scope,
    reportTypes: reportTypes.filter((type) => apiOf(type) === scope.account.api),
  }))
  const served = new Set(found.flatMap((scope) => scope.reportTypes))
  const missing = reportTypes.find((type) => !served.has(type))
  if (missing === undefined) return found.filter((scope) => scope.reportTypes.length > 0)
  const where = marketplaces === undefined ? '' : ` in ${marketplaces.join(', ')}`
  throw new UsageError(
    `No account of the API ${apiOf(missing)} serves ${missing}${where}. The accounts are ${describe(Object.keys(session.accounts))}.`,
  )
}

function apiOf(reportType: string): ConnectedAccount['api'] {
  return reportTypeFacts(reportType)?.api ?? 'selling-partner'
}

/**
 * Returns the account of a report, which its id does not tell. If several accounts are possible, the ledger may know which
 * of them has requested it.
 *
 * @throws UsageError if no account or several accounts are possible.
 */
export async function accountOf(
  session: Pick<Session, 'accounts' | 'ledger'>,
  {
    marketplaces,
    reportType,
    reportId,
  }: {
    readonly marketplaces?: readonly string[] | undefined
    readonly reportType?: string | undefined
    readonly reportId?: string
  },
): Promise<AccountScope> {
  const api = reportType === undefined ? undefined : apiOf(reportType)
  const possible = accountsIn(session, marketplaces).filter(({ account }) => api === undefined || account.api === api)
  const [first, second] = possible
  if (first === undefined)
    throw new UsageError(`No account fits. The accounts are ${describe(Object.keys(session.accounts))}.`)
  if (second === undefined) return first
  if (reportId !== undefined) {
    for (const scope of possible) {
      if ((await session.ledger.ownerOf(scope.account.name, reportId)) !== undefined) return scope
    }
  }
  const names = possible.map(({ account }) => account.name)
  throw new UsageError(`It may belong to several accounts: ${names.join(', ')}. Choose one with --account.`)
}

/**
 * Returns the accounts that serve at least one of the marketplaces, or all accounts. Amazon Pay has no marketplaces.
 *
 * @throws UsageError if a marketplace is unknown.
 */
export function accountsIn(
  { accounts }: Pick<Session, 'accounts'>,
  texts: readonly string[] | undefined,
): AccountScope[] {
  const all = Object.entries(accounts).map(([name, account]) => ({ name, ...account }))
  if (texts === undefined) return all.map((account) => ({ account, marketplaces: undefined }))
  const names = texts.map(marketplaceName)
  const unknown = names.find((name) => findMarketplace(name) === undefined)
  if (unknown !== undefined)
    throw new UsageError(`Unknown marketplace ${JSON.stringify(unknown)}. Use a country code, such as DE.`)
  return all.flatMap((account) => {
    const own = names.filter((name) => regionOf(account, name) === account.account.region)
    return own.length === 0 ? [] : [{ account, marketplaces: own }]
  })
}

function regionOf({ api }: ConnectedAccount, marketplace: string): string | undefined {
  if (api === 'pay') return undefined
  return api === 'business'
    ? findMarketplace(marketplace, businessMarketplaces)?.region
    : findMarketplace(marketplace)?.region
}

function describe(names: readonly string[]): string {
  return names.join(', ')
}

/** The ids of marketplaces by their country codes or ids. */
export function marketplaceIds(names: readonly string[]): string[] {
  return names.map((name) => findMarketplace(name)?.id ?? name)
}
