export {
  type BusinessCountryCode,
  type BusinessRegion,
  businessMarketplaces,
  type Marketplace,
} from '@reportline/report-types'
export { memorySeenReports, type SeenReports } from '../../ledger/seen-reports.ts'
export type { RunOptions } from '../../run/run-context.ts'
export type { CollectedReport } from '../collect.ts'
export {
  amazonBusiness,
  type BusinessAccount,
  type BusinessDocumentOptions,
  type BusinessOptions,
} from './amazon-business.ts'
export type { BusinessCollectOptions } from './collect-options.ts'
export type {
  InvoiceRequest,
  InvoiceResult,
  InvoicesOptions,
  InvoiceWish,
} from './invoices.ts'
export type { BusinessMarketplaceName } from './marketplaces.ts'
export type { BusinessReportRequest, InvoiceOptions } from './report-request.ts'
