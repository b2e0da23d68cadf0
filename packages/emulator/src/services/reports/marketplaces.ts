import { marketplaces, type Region } from '@reportline/report-types'
import { formatNames, invalidInput } from '../amazon-errors.ts'
import type { ServiceResponse } from '../service-definition.ts'

const regions = new Map<string, Region>(Object.values(marketplaces).map(({ id, region }) => [id, region]))

/** Returns the region of a marketplace id, or undefined for an unknown id. */
export function regionOf(marketplaceId: string): Region | undefined {
  return regions.get(marketplaceId)
}

/**
 * Checks that the marketplaces of a request are known and belong to one region.
 *
 * @returns An error response, whose messages are assumed, or undefined if the marketplaces are valid.
 */
export function rejectMarketplaces(marketplaceIds: readonly string[]): ServiceResponse | undefined {
  const unknown = marketplaceIds.find((id) => regionOf(id) === undefined)
  if (unknown !== undefined) return invalidInput(`Invalid marketplaceIds ${unknown}`, formatNames(['marketplaceIds']))
  if (new Set(marketplaceIds.map(regionOf)).size <= 1) return undefined
  return invalidInput('The marketplaces of one request must belong to the same region', formatNames(['marketplaceIds']))
}
