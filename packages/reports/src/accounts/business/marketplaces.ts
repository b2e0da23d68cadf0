import { type BusinessCountryCode, type BusinessRegion, businessMarketplaces } from '@reportline/report-types'
import { marketplaceFinder } from '../find-marketplaces.ts'

/** A marketplace of Amazon Business: its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = BusinessCountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError if a name is invalid. */
export const findMarketplaces = marketplaceFinder<BusinessRegion>(businessMarketplaces)
