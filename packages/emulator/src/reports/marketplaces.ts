import { type CountryCode, marketplaceIds } from '@reportline/report-types'

/** Amazon's three regions of selling partners. */
export type Region = 'na' | 'eu' | 'fe'

/** The marketplaces of each region, from Amazon's public documentation. */
const countries: Readonly<Record<Region, readonly CountryCode[]>> = {
  na: ['US', 'CA', 'MX', 'BR'],
  eu: ['UK', 'DE', 'FR', 'IT', 'ES', 'NL', 'SE', 'PL', 'BE', 'IE', 'TR', 'AE', 'SA', 'EG', 'ZA', 'IN'],
  fe: ['JP', 'AU', 'SG'],
}

const regions = new Map<string, Region>(
  (Object.keys(countries) as Region[]).flatMap((region) =>
    countries[region].map((country): [string, Region] => [marketplaceIds[country], region]),
  ),
)

/** The region of a marketplace id; undefined for an id that nobody knows. */
export function regionOf(marketplaceId: string): Region | undefined {
  return regions.get(marketplaceId)
}
