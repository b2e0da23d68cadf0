import { findMarketplace, type Marketplace } from '@reportline/report-types'

/** Finds the marketplaces of a request, or throws a TypeError. */
export type FindMarketplaces<Region extends string> = (
  names: readonly string[],
  region: Region,
) => Marketplace<Region>[]

/**
 * Creates the function that finds the marketplaces of a request by country code or id. Duplicates count once.
 *
 * The function throws a TypeError if the list is empty, if a marketplace is unknown, if the marketplaces belong to
 * several regions, or if their region is not the account's.
 *
 * @param marketplaces The marketplaces of the API, by country code.
 */
export function marketplaceFinder<Region extends string>(
  marketplaces: Readonly<Record<string, Marketplace<Region>>>,
): FindMarketplaces<Region> {
  const find = (name: string): Marketplace<Region> => {
    const marketplace = findMarketplace(name, marketplaces)
    if (marketplace !== undefined) return marketplace
    const known = Object.keys(marketplaces).join(', ')
    throw new TypeError(`Unknown marketplace ${JSON.stringify(name)}. Expected one of: ${known}, or a marketplace id.`)
  }
  return (names, region) => {
    if (!Array.isArray(names) || names.length === 0) {
      throw new TypeError("`marketplaces` must be an array with at least one country code or id, for example ['DE'].")
    }
    const found = [...new Set(names.map(find))]
    const regions = new Set(found.map((marketplace) => marketplace.region))
    if (regions.size > 1) throw new TypeError(severalRegions(found, regions))
    const [foundRegion] = regions
    if (foundRegion === region) return found
    const codes = found.map((marketplace) => marketplace.countryCode).join(', ')
    throw new TypeError(
      `Invalid \`marketplaces\`: ${codes} ${found.length === 1 ? 'belongs' : 'belong'} to the region ${foundRegion}, but the account's region is ${region}. Use an account for ${foundRegion}.`,
    )
  }
}

function severalRegions(found: readonly Marketplace[], regions: ReadonlySet<string>): string {
  const groups = [...regions].map((region) => {
    const codes = found.filter((marketplace) => marketplace.region === region).map(({ countryCode }) => countryCode)
    return `${region}: ${codes.join(', ')}`
  })
  return `Invalid \`marketplaces\`: they must belong to one region, but belong to several: ${groups.join('; ')}. Send one request per region, each with the account of that region.`
}
