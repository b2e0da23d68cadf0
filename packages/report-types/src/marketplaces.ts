/** A marketplace and its region. */
export interface Marketplace<RegionName extends string = string> {
  /** Two letters, as Amazon writes them: `UK` for the United Kingdom. */
  readonly countryCode: string
  /** Amazon's identifier, for example `A1PA6795UKMFR9`. */
  readonly id: string
  readonly region: RegionName
}

/** The regions of the Selling Partner API. Each has its own host and its own authorizations. */
export type Region = 'na' | 'eu' | 'fe'

/** The regions of the Amazon Business API. Each has its own host. India belongs to `eu`, Australia to `jp`. */
export type BusinessRegion = 'na' | 'eu' | 'jp'

/**
 * Amazon's marketplaces by country code.
 *
 * @see https://developer-docs.amazon.com/sp-api/docs/marketplace-ids
 */
export const marketplaces = {
  US: { countryCode: 'US', id: 'ATVPDKIKX0DER', region: 'na' },
  CA: { countryCode: 'CA', id: 'A2EUQ1WTGCTBG2', region: 'na' },
  MX: { countryCode: 'MX', id: 'A1AM78C64UM0Y8', region: 'na' },
  BR: { countryCode: 'BR', id: 'A2Q3Y263D00KWC', region: 'na' },
  UK: { countryCode: 'UK', id: 'A1F83G8C2ARO7P', region: 'eu' },
  DE: { countryCode: 'DE', id: 'A1PA6795UKMFR9', region: 'eu' },
  FR: { countryCode: 'FR', id: 'A13V1IB3VIYZZH', region: 'eu' },
  IT: { countryCode: 'IT', id: 'APJ6JRA9NG5V4', region: 'eu' },
  ES: { countryCode: 'ES', id: 'A1RKKUPIHCS9HS', region: 'eu' },
  NL: { countryCode: 'NL', id: 'A1805IZSGTT6HS', region: 'eu' },
  SE: { countryCode: 'SE', id: 'A2NODRKZP88ZB9', region: 'eu' },
  PL: { countryCode: 'PL', id: 'A1C3SOZRARQ6R3', region: 'eu' },
  BE: { countryCode: 'BE', id: 'AMEN7PMS3EDWL', region: 'eu' },
  IE: { countryCode: 'IE', id: 'A28R8C7NBKEWEA', region: 'eu' },
  TR: { countryCode: 'TR', id: 'A33AVAJ2PDY3EV', region: 'eu' },
  AE: { countryCode: 'AE', id: 'A2VIGQ35RCS4UG', region: 'eu' },
  SA: { countryCode: 'SA', id: 'A17E79C6D8DWNP', region: 'eu' },
  EG: { countryCode: 'EG', id: 'ARBP9OOSHTCHU', region: 'eu' },
  ZA: { countryCode: 'ZA', id: 'AE08WJ6YKNBMC', region: 'eu' },
  IN: { countryCode: 'IN', id: 'A21TJRUUN4KGV', region: 'eu' },
  JP: { countryCode: 'JP', id: 'A1VC38T7YXB528', region: 'fe' },
  AU: { countryCode: 'AU', id: 'A39IBJ37TRP1C6', region: 'fe' },
  SG: { countryCode: 'SG', id: 'A19VAU5U5O7RUS', region: 'fe' },
} as const satisfies Record<string, Marketplace<Region>>

/** A country code of the Selling Partner API. */
export type CountryCode = keyof typeof marketplaces

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
} as const satisfies Record<string, Marketplace<BusinessRegion>>

/** A country code of Amazon Business. */
export type BusinessCountryCode = keyof typeof businessMarketplaces

/**
 * Finds a marketplace by its country code or its id. `GB`, the ISO 3166 code of the United Kingdom, is the same as `UK`.
 *
 * @param name A country code in upper case, or an id, for example `A1PA6795UKMFR9`.
 * @param from The marketplaces to search. Defaults to those of the Selling Partner API.
 * @returns Undefined if none matches.
 */
export function findMarketplace(name: string): Marketplace<Region> | undefined
export function findMarketplace<RegionName extends string>(
  name: string,
  from: Readonly<Record<string, Marketplace<RegionName>>>,
): Marketplace<RegionName> | undefined
export function findMarketplace(
  name: string,
  from: Readonly<Record<string, Marketplace>> = marketplaces,
): Marketplace | undefined {
  const code = name === 'GB' ? 'UK' : name
  return Object.values(from).find((marketplace) => marketplace.countryCode === code || marketplace.id === name)
}
