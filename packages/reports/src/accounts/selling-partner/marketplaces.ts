import { type CountryCode, marketplaces, type Region } from '@reportline/report-types'
import { marketplaceFinder } from '../find-marketplaces.ts'

/** A marketplace by its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = CountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError that says what is wrong with the names. */
export const findMarketplaces = marketplaceFinder<Region>(marketplaces)
