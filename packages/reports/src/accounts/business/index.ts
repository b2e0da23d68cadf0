export {
  type BusinessCountryCode as CountryCode,
  type BusinessRegion as Region,
  businessMarketplaces as marketplaces,
  type Marketplace,
} from '@reportline/report-types'
export { memorySeenReports, type SeenReports } from '../../ledger/seen-reports.ts'
export type { RunOptions } from '../../run/run-context.ts'
export type { CollectedReport } from '../collect.ts'
export {
  type AmazonBusinessAccount,
  type AmazonBusinessOptions,
  amazonBusiness,
  type DocumentOptions,
} from './amazon-business.ts'
export type { CollectOptions } from './collect-options.ts'
export type {
  InvoiceRequest,
  InvoiceResult,
  InvoicesOptions,
} from './invoices.ts'
export type { MarketplaceName } from './marketplaces.ts'
export type { InvoiceOptions, ReportRequest } from './report-request.ts'
