import { type BusinessCountryCode, type BusinessRegion, businessMarketplaces } from '@reportline/report-types'
import { marketplaceFinder } from '../find-marketplaces.ts'

/** A marketplace of Amazon Business by its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = BusinessCountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError that says what is wrong with the names. */
export const findMarketplaces = marketplaceFinder<BusinessRegion>(businessMarketplaces)
