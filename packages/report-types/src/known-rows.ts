import type { amazonBusinessReports } from './report-types/amazon-business-reports.ts'
import type { amazonPayReports } from './report-types/amazon-pay-reports.ts'
import type { b2bProductOpportunitiesReports } from './report-types/b2b-product-opportunities-reports.ts'
import type { brandAnalyticsReports } from './report-types/brand-analytics-reports.ts'
import type { browseTreeReports } from './report-types/browse-tree-reports.ts'
import type { businessApiReports } from './report-types/business-api-reports.ts'
import type { easyShipReports } from './report-types/easy-ship-reports.ts'
import type { fbaCustomerConcessionsReports } from './report-types/fba-customer-concessions-reports.ts'
import type { fbaInventoryReports } from './report-types/fba-inventory-reports.ts'
import type { fbaInventoryReportsRemoved } from './report-types/fba-inventory-reports-removed.ts'
import type { fbaPaymentsReports } from './report-types/fba-payments-reports.ts'
import type { fbaRemovalsReports } from './report-types/fba-removals-reports.ts'
import type { fbaSalesReports } from './report-types/fba-sales-reports.ts'
import type { inventoryReports } from './report-types/inventory-reports.ts'
import type { invoiceDataReports } from './report-types/invoice-data-reports.ts'
import type { orderReports } from './report-types/order-reports.ts'
import type { orderTrackingReports } from './report-types/order-tracking-reports.ts'
import type { payReports } from './report-types/pay-reports.ts'
import type { paymentReports } from './report-types/payment-reports.ts'
import type { pendingOrderReports } from './report-types/pending-order-reports.ts'
import type { performanceReports } from './report-types/performance-reports.ts'
import type { regulatoryComplianceReports } from './report-types/regulatory-compliance-reports.ts'
import type { returnsReports } from './report-types/returns-reports.ts'
import type { sellerAnalyticsReports } from './report-types/seller-analytics-reports.ts'
import type { settlementReports } from './report-types/settlement-reports.ts'
import type { taxReports } from './report-types/tax-reports.ts'
import type { vendorAnalyticsReports } from './report-types/vendor-analytics-reports.ts'

/** The literal types of all rows, by report type. */
export interface KnownRows
  extends Rows<typeof sellerAnalyticsReports>,
    Rows<typeof brandAnalyticsReports>,
    Rows<typeof vendorAnalyticsReports>,
    Rows<typeof inventoryReports>,
    Rows<typeof orderReports>,
    Rows<typeof orderTrackingReports>,
    Rows<typeof pendingOrderReports>,
    Rows<typeof returnsReports>,
    Rows<typeof performanceReports>,
    Rows<typeof settlementReports>,
    Rows<typeof paymentReports>,
    Rows<typeof fbaSalesReports>,
    Rows<typeof fbaInventoryReports>,
    Rows<typeof fbaInventoryReportsRemoved>,
    Rows<typeof fbaPaymentsReports>,
    Rows<typeof fbaCustomerConcessionsReports>,
    Rows<typeof fbaRemovalsReports>,
    Rows<typeof taxReports>,
    Rows<typeof invoiceDataReports>,
    Rows<typeof browseTreeReports>,
    Rows<typeof easyShipReports>,
    Rows<typeof amazonBusinessReports>,
    Rows<typeof amazonPayReports>,
    Rows<typeof b2bProductOpportunitiesReports>,
    Rows<typeof regulatoryComplianceReports>,
    Rows<typeof businessApiReports>,
    Rows<typeof payReports> {}

/** An interface cannot extend a `typeof` expression directly. */
type Rows<Group> = Group
