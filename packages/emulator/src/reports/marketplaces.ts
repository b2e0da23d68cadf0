import { marketplaces, type Region } from '@reportline/report-types'

const regions = new Map<string, Region>(Object.values(marketplaces).map(({ id, region }) => [id, region]))

/** The region of a marketplace id; undefined for an unknown id. */
export function regionOf(marketplaceId: string): Region | undefined {
  return regions.get(marketplaceId)
}
