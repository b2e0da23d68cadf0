import { shipmentColumns, shipmentPromotionColumns, shipmentSalesColumns } from '../columns/shipment-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, nearRealTime, onRequest, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, githubIssue, page } from '../sources.ts'

const fba = page('Fulfillment by Amazon (FBA) reports', 'report-type-values-fba')
const help = {
  title: 'Seller Central help: fields of the Amazon Fulfilled Shipments report',
  url: 'https://sellercentral.amazon.in/gp/help/external/help.html?itemID=200453120',
  date: '2026-11-21',
} as const

/** Most shipments appear after one to three hours, some after a day. */
const shipments = {
  format: tsv,
  ...nearRealTime,
  dataDelay: { hours: 3 },
  ...onRequest,
} as const

const fulfilled = { ...shipments, window: { maxLength: { months: 1 } }, columns: shipmentColumns } as const
const quota =
  'Amazon creates one to four of these reports per hour for a seller, across all applications. Further reports end as CANCELLED or FATAL.'

/** Orders that Amazon has fulfilled. */
export const fbaSalesReports = {
  GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL: {
    ...fulfilled,
    notes: [quota],
    sources: [
      fba,
      help,
      githubIssue(
        'Special rate limits for GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL',
        'amzn/selling-partner-api-docs#1624',
        '2021-11-10',
      ),
    ],
  },
  GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING: {
    ...fulfilled,
    restricted: true,
    notes: ['Intended for invoices in the EU.'],
    sources: [fba, archivedList, help],
  },
  GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX: {
    ...fulfilled,
    restricted: true,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR'] },
    notes: ['Intended for taxes in North America.'],
    assumed: ['marketplaces'],
    sources: [fba, archivedList, help],
  },
  GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_SALES_DATA: {
    ...shipments,
    columns: shipmentSalesColumns,
    assumed: ['columns'],
    sources: [archivedList, attributes('fba-sales-reports-attributes')],
  },
  GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_PROMOTION_DATA: {
    format: tsv,
    ...daily,
    columns: shipmentPromotionColumns,
    ...onRequest,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR'] },
    sources: [archivedList, airbyte],
  },
  GET_FBA_FULFILLMENT_CUSTOMER_TAXES_DATA: {
    format: tsv,
    ...onRequest,
    marketplaces: { countries: ['US'] },
    notes: ['It contains data up to February 2013. For later data, use GET_FLAT_FILE_SALES_TAX_DATA.'],
    sources: [archivedList],
  },
  GET_REMOTE_FULFILLMENT_ELIGIBILITY: {
    format: tsv,
    ...onRequest,
    marketplaces: { countries: ['US'] },
    notes: ['Amazon can take up to a day to create it.'],
    assumed: ['marketplaces'],
    sources: [archivedList],
  },
} as const satisfies ReportTypeRows
