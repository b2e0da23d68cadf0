import { type CountryCode, marketplaces, type Region } from '@reportline/report-types'
import { marketplaceFinder } from '../find-marketplaces.ts'

/** A marketplace: its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = CountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError if a name is invalid. */
export const findMarketplaces = marketplaceFinder<Region>(marketplaces)
