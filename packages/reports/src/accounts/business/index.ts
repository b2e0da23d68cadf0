export {
  type BusinessCountryCode as CountryCode,
  type BusinessRegion as Region,
  businessMarketplaces as marketplaces,
  type Marketplace,
} from '@reportline/report-types'
export { memorySeenReports, type SeenReports } from '../../ledger/seen-reports.ts'
export type { RunOptions } from '../../run/run-context.ts'
export type { CollectedReport } from '../collect.ts'
export type { CallInput } from '../raw-calls.ts'
export {
  type AmazonBusinessAccount,
  type AmazonBusinessOptions,
  amazonBusiness,
  type CollectOptions,
  type DocumentOptions,
} from './amazon-business.ts'
export type {
  InvoiceRequest,
  InvoiceResult,
  InvoicesOptions,
} from './invoices.ts'
export type { InvoiceOptions, MarketplaceName, ReportRequest } from './report-request.ts'
