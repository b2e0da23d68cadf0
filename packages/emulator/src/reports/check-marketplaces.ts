import { invalidInput, listed } from '../service/amazon-errors.ts'
import type { Answer } from '../service/service-definition.ts'
import { regionOf } from './marketplaces.ts'

/**
 * The marketplaces of one request must be known and lie in one region.
 *
 * @returns The refusal (its texts are assumed), or undefined when there is nothing to refuse.
 */
export function refuseMarketplaces(marketplaceIds: readonly string[]): Answer | undefined {
  const unknown = marketplaceIds.find((id) => regionOf(id) === undefined)
  if (unknown !== undefined) return invalidInput(`Invalid marketplaceIds ${unknown}`, listed(['marketplaceIds']))
  if (new Set(marketplaceIds.map(regionOf)).size <= 1) return undefined
  return invalidInput('The marketplaces of one request must belong to the same region', listed(['marketplaceIds']))
}
