export type { RunOptions } from './account-context.ts'
export {
  type CountryCode,
  type Marketplace,
  type MarketplaceName,
  marketplaces,
  type Region,
} from './marketplaces.ts'
export type { ReportRequest } from './report-request.ts'
export { type SellingPartnerAccount, type SellingPartnerOptions, sellingPartner } from './selling-partner.ts'
