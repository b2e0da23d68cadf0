import { findMarketplace, marketplaces, reportTypeFacts } from '@reportline/report-types'

const japan = marketplaces.JP.id

/**
 * The charset that the catalogue gives for documents of a report type whose header names none. It goes by the
 * marketplaces' region, Japan apart; undefined where the catalogue says nothing or the marketplaces differ in it.
 */
export function usualCharset(reportType: string | undefined, marketplaceIds: readonly string[]): string | undefined {
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

/** The charset of unlabelled bytes that are not UTF-8. */
export function lastCharset(marketplaceIds: readonly string[]): string {
  return marketplaceIds.includes(japan) ? 'shift_jis' : 'windows-1252'
}
