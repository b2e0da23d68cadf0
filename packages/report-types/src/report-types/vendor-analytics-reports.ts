import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'
import { archivedList, page, schema } from '../sources.ts'

const wholePeriods = {
  required: true,
  wholeDays: true,
  periodOption: 'reportPeriod',
  periodsPerRequest: 'several',
  ifPartialPeriod: 'refused',
} as const

const analytics = page('Analytics reports', 'report-type-values-analytics')
const requiredWindow = { required: true } as const

const distributorView = { values: ['MANUFACTURING', 'SOURCING'], required: true } as const
const byDay = { values: ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'], required: true } as const

/** A vendor account has one marketplace. The data of a day (in Pacific time) is complete after three days. */
const vendorReport = { marketplaces: { maxCount: 1 }, dataDelay: { hours: 72 }, ...onRequest } as const

const sourcingNote =
  'With distributorView SOURCING, the document does not contain orderedRevenue and orderedUnits. With MANUFACTURING, it does.'

/** Sales, inventory and traffic of vendors. */
export const vendorAnalyticsReports = {
  GET_VENDOR_SALES_REPORT: {
    format: { kind: 'json', records: 'salesByAsin' },
    options: {
      reportPeriod: byDay,
      distributorView,
      sellingProgram: { values: ['RETAIL', 'BUSINESS', 'FRESH'], required: true },
    },
    window: wholePeriods,
    ...vendorReport,
    notes: [sourcingNote],
    sources: [schema('vendorSalesReport'), analytics],
  },
  GET_VENDOR_INVENTORY_REPORT: {
    format: { kind: 'json', records: 'inventoryByAsin' },
    options: { reportPeriod: byDay, distributorView, sellingProgram: { values: ['RETAIL', 'FRESH'], required: true } },
    window: wholePeriods,
    ...vendorReport,
    notes: ['An older version of the schema does not list the period DAY.'],
    sources: [schema('vendorInventoryReport'), analytics],
  },
  GET_VENDOR_TRAFFIC_REPORT: {
    format: { kind: 'json', records: 'trafficByAsin' },
    options: { reportPeriod: byDay },
    window: wholePeriods,
    ...vendorReport,
    sources: [schema('vendorTrafficReport'), analytics],
  },
  GET_VENDOR_NET_PURE_PRODUCT_MARGIN_REPORT: {
    format: { kind: 'json', records: 'netPureProductMarginByAsin' },
    options: { reportPeriod: byDay },
    window: wholePeriods,
    ...vendorReport,
    sources: [schema('vendorNetPureProductMarginReport'), analytics],
  },
  GET_VENDOR_FORECASTING_REPORT: {
    format: { kind: 'json', records: 'forecastByAsin' },
    options: { sellingProgram: { values: ['RETAIL', 'FRESH'], required: true } },
    marketplaces: { maxCount: 1 },
    ...onRequest,
    sources: [schema('vendorForecastingReport'), analytics],
  },
  GET_VENDOR_REAL_TIME_SALES_REPORT: {
    format: { kind: 'json', records: 'reportData' },
    options: { currencyCode: {} },
    window: requiredWindow,
    marketplaces: { maxCount: 1 },
    ...onRequest,
    notes: [
      'The window must consist of whole hours in UTC. The echoed options in the schema always contain currencyCode.',
    ],
    assumed: ['marketplaces'],
    sources: [schema('vendorRealTimeSalesReport'), analytics],
  },
  GET_VENDOR_REAL_TIME_INVENTORY_REPORT: {
    format: { kind: 'json', records: 'reportData' },
    window: { ...requiredWindow, maxLength: { hours: 24 }, lookBack: { hours: 168 } },
    marketplaces: { maxCount: 1 },
    ...onRequest,
    notes: ['The window must consist of whole hours in UTC.'],
    assumed: ['marketplaces'],
    sources: [schema('vendorRealTimeInventoryReport')],
  },
  GET_VENDOR_REAL_TIME_TRAFFIC_REPORT: {
    format: { kind: 'json', records: 'reportData' },
    window: requiredWindow,
    marketplaces: { maxCount: 1 },
    dataDelay: { minutes: 60 },
    ...onRequest,
    notes: ['The window must consist of whole hours in UTC.'],
    assumed: ['marketplaces'],
    sources: [schema('vendorRealTimeTrafficReport')],
  },
  GET_VENDOR_SALES_DIAGNOSTIC_REPORT: {
    format: { kind: 'json' },
    ...onRequest,
    removed: { successor: 'GET_VENDOR_SALES_REPORT' },
    sources: [archivedList],
  },
  GET_VENDOR_INVENTORY_HEALTH_AND_PLANNING_REPORT: {
    format: { kind: 'json' },
    ...onRequest,
    removed: { successor: 'GET_VENDOR_INVENTORY_REPORT' },
    sources: [archivedList],
  },
  GET_VENDOR_DEMAND_FORECAST_REPORT: {
    format: { kind: 'json' },
    ...onRequest,
    removed: { successor: 'GET_VENDOR_FORECASTING_REPORT' },
    sources: [archivedList],
  },
} as const satisfies ReportTypeRows
