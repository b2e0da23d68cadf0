import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'
import { archivedList, gathered, schema } from '../sources.ts'

const periods = {
  required: true,
  wholeDays: true,
  periodOption: 'reportPeriod',
  periodsPerRequest: 'several',
  ifPartialPeriod: 'refused',
} as const

const hours = { required: true } as const

const distributorView = { values: ['MANUFACTURING', 'SOURCING'], required: true } as const
const byDay = { values: ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'], required: true } as const

/** A vendor's account has one marketplace, and Amazon has three days to fill in a day (of Pacific time). */
const ofAVendor = { marketplaces: { maxCount: 1 }, dataDelay: { hours: 72 }, ...onRequest } as const

const sourcingNote =
  'With distributorView SOURCING the document leaves out orderedRevenue and orderedUnits; MANUFACTURING has them.'

/** Sales, stock and traffic of vendors. */
export const vendorAnalyticsReports = {
  GET_VENDOR_SALES_REPORT: {
    format: { kind: 'json', records: 'salesByAsin' },
    options: {
      reportPeriod: byDay,
      distributorView,
      sellingProgram: { values: ['RETAIL', 'BUSINESS', 'FRESH'], required: true },
    },
    window: periods,
    ...ofAVendor,
    notes: [sourcingNote],
    sources: [schema('vendorSalesReport'), gathered],
  },
  GET_VENDOR_INVENTORY_REPORT: {
    format: { kind: 'json', records: 'inventoryByAsin' },
    options: { reportPeriod: byDay, distributorView, sellingProgram: { values: ['RETAIL', 'FRESH'], required: true } },
    window: periods,
    ...ofAVendor,
    notes: ['An older edition of the schema leaves out the period DAY.'],
    sources: [schema('vendorInventoryReport'), gathered],
  },
  GET_VENDOR_TRAFFIC_REPORT: {
    format: { kind: 'json', records: 'trafficByAsin' },
    options: { reportPeriod: byDay },
    window: periods,
    ...ofAVendor,
    sources: [schema('vendorTrafficReport'), gathered],
  },
  GET_VENDOR_NET_PURE_PRODUCT_MARGIN_REPORT: {
    format: { kind: 'json', records: 'netPureProductMarginByAsin' },
    options: { reportPeriod: byDay },
    window: periods,
    ...ofAVendor,
    sources: [schema('vendorNetPureProductMarginReport'), gathered],
  },
  GET_VENDOR_FORECASTING_REPORT: {
    format: { kind: 'json', records: 'forecastByAsin' },
    options: { sellingProgram: { values: ['RETAIL', 'FRESH'], required: true } },
    marketplaces: { maxCount: 1 },
    ...onRequest,
    sources: [schema('vendorForecastingReport'), gathered],
  },
  GET_VENDOR_REAL_TIME_SALES_REPORT: {
    format: { kind: 'json', records: 'reportData' },
    options: { currencyCode: {} },
    window: hours,
    marketplaces: { maxCount: 1 },
    ...onRequest,
    notes: ['Whole hours of UTC only. The schema repeats currencyCode as if it were always given.'],
    assumed: ['marketplaces'],
    sources: [schema('vendorRealTimeSalesReport'), gathered],
  },
  GET_VENDOR_REAL_TIME_INVENTORY_REPORT: {
    format: { kind: 'json', records: 'reportData' },
    window: { ...hours, maxLength: { hours: 24 }, lookBack: { hours: 168 } },
    marketplaces: { maxCount: 1 },
    ...onRequest,
    notes: ['Whole hours of UTC only.'],
    assumed: ['marketplaces'],
    sources: [schema('vendorRealTimeInventoryReport')],
  },
  GET_VENDOR_REAL_TIME_TRAFFIC_REPORT: {
    format: { kind: 'json', records: 'reportData' },
    window: hours,
    marketplaces: { maxCount: 1 },
    dataDelay: { minutes: 60 },
    ...onRequest,
    notes: ['Whole hours of UTC only.'],
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
