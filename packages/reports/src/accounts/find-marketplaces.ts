import type { Marketplace } from '@reportline/report-types'

/** Finds the marketplaces that are named, or throws a TypeError. */
export type FindMarketplaces<Region extends string> = (
  names: readonly string[],
  region: Region,
) => Marketplace<Region>[]

/**
 * Makes the function that finds the marketplaces that a report is asked for by country codes or ids: at least one, all
 * of the account's region. One that is named twice counts once. The function throws a TypeError when a marketplace is
 * unknown, when they do not share a region, or when the region is not the account's.
 *
 * @param marketplaces Those of an API, by country code.
 */
export function marketplaceFinder<Region extends string>(
  marketplaces: Readonly<Record<string, Marketplace<Region>>>,
): FindMarketplaces<Region> {
  const byName = namesOf(marketplaces)
  const find = (name: string): Marketplace<Region> => {
    const marketplace = byName.get(name)
    if (marketplace !== undefined) return marketplace
    const known = Object.keys(marketplaces).join(', ')
    throw new TypeError(`marketplaces holds ${JSON.stringify(name)}, which is unknown. Known: ${known}, or their ids`)
  }
  return (names, region) => {
    if (!Array.isArray(names) || names.length === 0) {
      throw new TypeError("marketplaces must be a list of country codes or ids with at least one, for example ['DE']")
    }
    const found = [...new Set(names.map(find))]
    const regions = new Set(found.map((marketplace) => marketplace.region))
    if (regions.size > 1) throw new TypeError(severalRegions(found, regions))
    const [only] = regions
    if (only === region) return found
    const codes = found.map((marketplace) => marketplace.countryCode).join(', ')
    throw new TypeError(`${codes} belongs to the region ${only}: use an account of that region, this one is ${region}`)
  }
}

function namesOf<Region extends string>(
  marketplaces: Readonly<Record<string, Marketplace<Region>>>,
): ReadonlyMap<string, Marketplace<Region>> {
  const byName = new Map<string, Marketplace<Region>>()
  for (const marketplace of Object.values(marketplaces)) {
    byName.set(marketplace.countryCode, marketplace)
    byName.set(marketplace.id, marketplace)
  }
  // ISO 3166 calls it GB, Amazon UK.
  if (marketplaces.UK !== undefined) byName.set('GB', marketplaces.UK)
  return byName
}

function severalRegions(found: readonly Marketplace[], regions: ReadonlySet<string>): string {
  const groups = [...regions].map((region) => {
    const codes = found.filter((marketplace) => marketplace.region === region).map(({ countryCode }) => countryCode)
    return `${region}: ${codes.join(', ')}`
  })
  return `marketplaces must share a region; here are ${groups.join('; ')}. Ask for each region by itself, with its account`
}
