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

/**
 * Returns the charset to assume for bytes that are not UTF-8 and whose charset nothing declares.
 *
 * @param region The region of the API. It counts if no marketplace is known.
 * @returns `detect` for the region `fe` without a marketplace: Japan, Australia or Singapore.
 */
export function fallbackCharset(marketplaceIds: readonly string[], region?: string): string {
  if (marketplaceIds.includes(japan)) return 'shift_jis'
  if (marketplaceIds.length > 0) return 'windows-1252'
  return region === 'fe' || region === 'jp' ? 'detect' : 'windows-1252'
}
