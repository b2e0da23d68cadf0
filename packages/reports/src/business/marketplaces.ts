import { type Marketplace, marketplaceFinder } from '../job/find-marketplaces.ts'

/** The regions of the Amazon Business API. Each has a host of its own; India belongs to `eu`, Australia to `jp`. */
export type BusinessRegion = 'na' | 'eu' | 'jp'

/** A marketplace of Amazon Business, and the region whose host serves it. */
export type BusinessMarketplace = Marketplace<BusinessRegion>

/** The marketplaces of Amazon Business by country code. */
export const businessMarketplaces = {
  US: { countryCode: 'US', id: 'ATVPDKIKX0DER', region: 'na' },
  CA: { countryCode: 'CA', id: 'A2EUQ1WTGCTBG2', region: 'na' },
  MX: { countryCode: 'MX', id: 'A1AM78C64UM0Y8', region: 'na' },
  UK: { countryCode: 'UK', id: 'A1F83G8C2ARO7P', region: 'eu' },
  DE: { countryCode: 'DE', id: 'A1PA6795UKMFR9', region: 'eu' },
  FR: { countryCode: 'FR', id: 'A13V1IB3VIYZZH', region: 'eu' },
  IT: { countryCode: 'IT', id: 'APJ6JRA9NG5V4', region: 'eu' },
  ES: { countryCode: 'ES', id: 'A1RKKUPIHCS9HS', region: 'eu' },
  IN: { countryCode: 'IN', id: 'A21TJRUUN4KGV', region: 'eu' },
  JP: { countryCode: 'JP', id: 'A1VC38T7YXB528', region: 'jp' },
  AU: { countryCode: 'AU', id: 'A39IBJ37TRP1C6', region: 'jp' },
} as const satisfies Record<string, BusinessMarketplace>

/** The country code of a marketplace of Amazon Business that is known here. */
export type BusinessCountryCode = keyof typeof businessMarketplaces

/** A marketplace of Amazon Business by its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type BusinessMarketplaceName = BusinessCountryCode | (string & {})

/** Finds the marketplaces that a report is asked for; a TypeError says what is wrong with the names. */
export const findBusinessMarketplaces = marketplaceFinder<BusinessRegion>(businessMarketplaces)
