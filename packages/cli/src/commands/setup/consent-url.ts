import type { BusinessCountryCode, CountryCode } from '@reportline/report-types'

/** What a consent page is opened with. */
export interface ConsentRequest {
  readonly api: 'selling-partner' | 'business'
  readonly region: string
  /** The country code of the marketplace. Defaults to the first of the region. */
  readonly marketplace: string | undefined
  readonly applicationId: string
  readonly redirectUri: string
  readonly state: string
  readonly draft: boolean
  /** A base URL to use instead of Amazon's. */
  readonly endpoint: string | undefined
}

/**
 * Seller Central by country. Public sources show the hosts of US, CA, MX, BR, Europe, IN and TR. The others are assumed.
 *
 * @see https://developer-docs.amazon.com/sp-api/docs/seller-central-urls
 */
const sellerCentral: Readonly<Record<CountryCode, string>> = {
  US: 'sellercentral.amazon.com',
  CA: 'sellercentral.amazon.ca',
  MX: 'sellercentral.amazon.com.mx',
  BR: 'sellercentral.amazon.com.br',
  UK: 'sellercentral-europe.amazon.com',
  DE: 'sellercentral-europe.amazon.com',
  FR: 'sellercentral-europe.amazon.com',
  IT: 'sellercentral-europe.amazon.com',
  ES: 'sellercentral-europe.amazon.com',
  NL: 'sellercentral.amazon.nl',
  SE: 'sellercentral.amazon.se',
  PL: 'sellercentral.amazon.pl',
  BE: 'sellercentral.amazon.com.be',
  IE: 'sellercentral.amazon.ie',
  TR: 'sellercentral.amazon.com.tr',
  AE: 'sellercentral.amazon.ae',
  SA: 'sellercentral.amazon.sa',
  EG: 'sellercentral.amazon.eg',
  ZA: 'sellercentral.amazon.co.za',
  IN: 'sellercentral.amazon.in',
  JP: 'sellercentral.amazon.co.jp',
  AU: 'sellercentral.amazon.com.au',
  SG: 'sellercentral.amazon.sg',
}

/** @see https://developer-docs.amazon.com/amazon-business/docs/generate-refresh-token */
const businessStores: Readonly<Record<BusinessCountryCode, string>> = {
  US: 'www.amazon.com',
  CA: 'www.amazon.ca',
  MX: 'www.amazon.com.mx',
  UK: 'www.amazon.co.uk',
  DE: 'www.amazon.de',
  FR: 'www.amazon.fr',
  IT: 'www.amazon.it',
  ES: 'www.amazon.es',
  IN: 'www.amazon.in',
  JP: 'www.amazon.co.jp',
  AU: 'www.amazon.com.au',
}

const firstMarketplaces: Readonly<Record<string, string>> = { na: 'US', eu: 'DE', fe: 'JP', jp: 'JP' }

/** The name of the parameter of the redirect that contains the authorization code. */
export const codeParameters = { 'selling-partner': 'spapi_oauth_code', business: 'code' } as const

/**
 * The URL of the page on which the owner of an account authorizes an application.
 *
 * @see https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow
 * @see https://developer-docs.amazon.com/amazon-business/docs/website-authorization-workflow
 */
export function consentUrl(request: ConsentRequest): string {
  const { api, applicationId, redirectUri, state, draft } = request
  const isBusiness = api === 'business'
  const path = isBusiness ? '/b2b/abws/oauth' : '/apps/authorize/consent'
  const url = new URL(path, request.endpoint ?? `https://${consentHost(request)}`)
  url.searchParams.set(isBusiness ? 'applicationId' : 'application_id', applicationId)
  url.searchParams.set('state', state)
  url.searchParams.set('redirect_uri', redirectUri)
  if (draft) url.searchParams.set('version', 'beta')
  return url.href
}

function consentHost({ api, region, marketplace = firstMarketplaces[region] }: ConsentRequest): string {
  const hosts: Readonly<Record<string, string>> = api === 'business' ? businessStores : sellerCentral
  return hosts[marketplace ?? ''] ?? hosts.US ?? ''
}
