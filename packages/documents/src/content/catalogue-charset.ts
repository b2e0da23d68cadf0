import { findMarketplace, marketplaces, reportTypeFacts } from '@reportline/report-types'

const japan = marketplaces.JP.id

/**
 * Returns the charset that the catalogue has for documents of a report type whose header names none. It depends on the
 * region of the marketplaces; Japan has its own.
 *
 * @returns Undefined if the catalogue has none, or if the marketplaces use different ones.
 */
export function catalogueCharset(
  reportType: string | undefined,
  marketplaceIds: readonly string[],
): string | undefined {
  const facts = reportType === undefined ? undefined : reportTypeFacts(reportType)?.charset
  if (facts === undefined) return undefined
  const charsets = new Set(
    marketplaceIds.map((id) => {
      const region = findMarketplace(id)?.region
      if (id === japan) return facts.JP
      return region === 'na' || region === 'eu' ? facts[region] : undefined
    }),
  )
  const [charset] = charsets
  return charsets.size === 1 ? charset : undefined
}

/** Returns the charset to assume for bytes without a declared charset that are not UTF-8. */
export function fallbackCharset(marketplaceIds: readonly string[]): string {
  return marketplaceIds.includes(japan) ? 'shift_jis' : 'windows-1252'
}
