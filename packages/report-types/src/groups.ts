import { analyticsLoads } from './loads/analytics-loads.ts'
import { fbaLoads } from './loads/fba-loads.ts'
import type { LoadTable } from './loads/load-facts.ts'
import { orderLoads } from './loads/order-loads.ts'
import { settlementLoads } from './loads/settlement-loads.ts'
import type { ApiName, ReportTypeFacts } from './report-type-facts.ts'
import type { ReportTypeRow, ReportTypeRows } from './report-type-rows.ts'
import { amazonBusinessReports } from './report-types/amazon-business-reports.ts'
import { amazonPayReports } from './report-types/amazon-pay-reports.ts'
import { b2bProductOpportunitiesReports } from './report-types/b2b-product-opportunities-reports.ts'
import { brandAnalyticsReports } from './report-types/brand-analytics-reports.ts'
import { browseTreeReports } from './report-types/browse-tree-reports.ts'
import { businessApiReports } from './report-types/business-api-reports.ts'
import { easyShipReports } from './report-types/easy-ship-reports.ts'
import { fbaCustomerConcessionsReports } from './report-types/fba-customer-concessions-reports.ts'
import { fbaInventoryReports } from './report-types/fba-inventory-reports.ts'
import { fbaInventoryReportsRemoved } from './report-types/fba-inventory-reports-removed.ts'
import { fbaPaymentsReports } from './report-types/fba-payments-reports.ts'
import { fbaRemovalsReports } from './report-types/fba-removals-reports.ts'
import { fbaSalesReports } from './report-types/fba-sales-reports.ts'
import { inventoryReports } from './report-types/inventory-reports.ts'
import { invoiceDataReports } from './report-types/invoice-data-reports.ts'
import { orderReports } from './report-types/order-reports.ts'
import { orderTrackingReports } from './report-types/order-tracking-reports.ts'
import { payReports } from './report-types/pay-reports.ts'
import { paymentReports } from './report-types/payment-reports.ts'
import { pendingOrderReports } from './report-types/pending-order-reports.ts'
import { performanceReports } from './report-types/performance-reports.ts'
import { regulatoryComplianceReports } from './report-types/regulatory-compliance-reports.ts'
import { returnsReports } from './report-types/returns-reports.ts'
import { sellerAnalyticsReports } from './report-types/seller-analytics-reports.ts'
import { settlementReports } from './report-types/settlement-reports.ts'
import { taxReports } from './report-types/tax-reports.ts'
import { vendorAnalyticsReports } from './report-types/vendor-analytics-reports.ts'

interface Group {
  readonly api: ApiName
  /** The name of the group in Amazon's documentation. */
  readonly group: string
  readonly rows: Readonly<Record<string, ReportTypeRow & Pick<ReportTypeFacts, 'loads'>>>
}

/** Returns every file of `report-types` once. In the built package, the call parses a JSON string instead. */
export const groups = (): readonly Group[] => files.map((file) => ({ ...file, rows: withLoads(file.rows) }))

const loads: LoadTable = { ...orderLoads, ...fbaLoads, ...analyticsLoads, ...settlementLoads }

function withLoads(rows: ReportTypeRows): Group['rows'] {
  return Object.fromEntries(
    Object.entries(rows).map(([reportType, row]) => {
      const loadsOfType = loads[reportType]
      return [reportType, loadsOfType === undefined ? row : { ...row, loads: loadsOfType }]
    }),
  )
}

const files: readonly (Omit<Group, 'rows'> & { readonly rows: ReportTypeRows })[] = [
  { api: 'selling-partner', group: 'Seller retail analytics reports', rows: sellerAnalyticsReports },
  { api: 'selling-partner', group: 'Brand analytics reports', rows: brandAnalyticsReports },
  { api: 'selling-partner', group: 'Vendor retail analytics reports', rows: vendorAnalyticsReports },
  { api: 'selling-partner', group: 'Inventory reports', rows: inventoryReports },
  { api: 'selling-partner', group: 'Order reports', rows: orderReports },
  { api: 'selling-partner', group: 'Order tracking reports', rows: orderTrackingReports },
  { api: 'selling-partner', group: 'Pending order reports', rows: pendingOrderReports },
  { api: 'selling-partner', group: 'Returns reports', rows: returnsReports },
  { api: 'selling-partner', group: 'Performance reports', rows: performanceReports },
  { api: 'selling-partner', group: 'Settlement reports', rows: settlementReports },
  { api: 'selling-partner', group: 'Payment reports', rows: paymentReports },
  { api: 'selling-partner', group: 'FBA sales reports', rows: fbaSalesReports },
  { api: 'selling-partner', group: 'FBA inventory reports', rows: fbaInventoryReports },
  { api: 'selling-partner', group: 'FBA inventory reports', rows: fbaInventoryReportsRemoved },
  { api: 'selling-partner', group: 'FBA payments reports', rows: fbaPaymentsReports },
  { api: 'selling-partner', group: 'FBA customer concessions reports', rows: fbaCustomerConcessionsReports },
  { api: 'selling-partner', group: 'FBA removals reports', rows: fbaRemovalsReports },
  { api: 'selling-partner', group: 'Tax reports', rows: taxReports },
  { api: 'selling-partner', group: 'Invoice data reports', rows: invoiceDataReports },
  { api: 'selling-partner', group: 'Browse tree reports', rows: browseTreeReports },
  { api: 'selling-partner', group: 'Easy Ship reports', rows: easyShipReports },
  { api: 'selling-partner', group: 'Amazon Business reports', rows: amazonBusinessReports },
  { api: 'selling-partner', group: 'Amazon Pay reports', rows: amazonPayReports },
  { api: 'selling-partner', group: 'B2B product opportunities reports', rows: b2bProductOpportunitiesReports },
  { api: 'selling-partner', group: 'Regulatory compliance reports', rows: regulatoryComplianceReports },
  { api: 'business', group: 'Amazon Business', rows: businessApiReports },
  { api: 'pay', group: 'Amazon Pay', rows: payReports },
]
