import { airbyte, githubIssue } from '../sources.ts'
import type { LoadFacts, LoadTable } from './load-facts.ts'
import { airbyteDocs, airbyteShipments, daton, fivetran, hotglue, openbridge } from './load-sources.ts'

const nextDay = githubIssue(
  'A daily ledger also contains the next day',
  'amzn/selling-partner-api-models#4355',
  '2026-11-27',
)

const listings = { mode: 'snapshot', key: ['seller-sku'], sources: [airbyte, daton] } as const satisfies LoadFacts
const filters = ['FNSKU', 'MSKU', 'ASIN'] as const

/** Listings, inventory, fees, returns and removals. */
export const fbaLoads = {
  GET_MERCHANT_LISTINGS_ALL_DATA: [
    { ...listings, notes: ['Other connectors use listing-id.'], sources: [airbyte, daton, hotglue] },
  ],
  GET_MERCHANT_LISTINGS_DATA: [listings],
  GET_MERCHANT_LISTINGS_INACTIVE_DATA: [listings],
  GET_MERCHANT_LISTINGS_DATA_BACK_COMPAT: [listings],
  GET_FLAT_FILE_OPEN_LISTINGS_DATA: [{ mode: 'snapshot', key: ['sku'], assumed: ['key'], sources: [airbyte] }],
  GET_MERCHANT_CANCELLED_LISTINGS_DATA: [{ ...listings, assumed: ['key'], sources: [airbyte] }],
  GET_MERCHANTS_LISTINGS_FYP_REPORT: [
    { mode: 'snapshot', notes: ['A SKU has one row per issue.'], sources: [airbyte] },
  ],
  GET_AFN_INVENTORY_DATA: [
    {
      mode: 'snapshot',
      key: ['seller-sku', 'fulfillment-channel-sku', 'condition-type', 'Warehouse-Condition-code'],
      assumed: ['key'],
      sources: [airbyte, openbridge],
    },
  ],
  GET_AFN_INVENTORY_DATA_BY_COUNTRY: [
    {
      mode: 'snapshot',
      key: ['seller-sku', 'fulfillment-channel-sku', 'condition-type', 'country'],
      assumed: ['key'],
      sources: [airbyte, hotglue],
    },
  ],
  GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA: [{ mode: 'snapshot', key: ['sku'], sources: [daton] }],
  GET_RESERVED_INVENTORY_DATA: [
    { mode: 'snapshot', key: ['sku', 'fnsku'], assumed: ['mode', 'key'], sources: [airbyte] },
  ],
  GET_FBA_INVENTORY_PLANNING_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['snapshot-date'] },
      key: ['snapshot-date', 'sku', 'asin', 'marketplace'],
      cursor: 'snapshot-date',
      sources: [daton, airbyte],
    },
  ],
  GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT: [
    { mode: 'snapshot', key: ['Country', 'Merchant SKU'], assumed: ['mode', 'key'], sources: [airbyte] },
  ],
  GET_STRANDED_INVENTORY_UI_DATA: [
    { mode: 'snapshot', key: ['sku', 'fnsku', 'asin'], assumed: ['mode', 'key'], sources: [airbyte] },
  ],
  GET_LEDGER_SUMMARY_VIEW_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['Date'] },
      key: ['Date', 'FNSKU', 'MSKU', 'Disposition', 'Location'],
      cursor: 'Date',
      lookBack: { days: 7 },
      options: ['aggregateByLocation', 'aggregatedByTimePeriod', ...filters],
      notes: ['A daily report also contains the day after the window.'],
      assumed: ['key', 'lookBack'],
      sources: [airbyte, nextDay],
    },
  ],
  GET_LEDGER_DETAIL_VIEW_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['Date'] },
      cursor: 'Date',
      lookBack: { days: 31 },
      holdBack: { days: 1 },
      options: ['eventType', ...filters],
      notes: ['Equal rows occur. Amazon changes the reconciled quantities later.'],
      assumed: ['lookBack'],
      sources: [airbyte, daton, hotglue],
    },
  ],
  GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_SALES_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['shipment-date'], unit: 'day' },
      cursor: 'shipment-date',
      lookBack: { days: 7 },
      holdBack: { days: 2 },
      sources: [openbridge, hotglue, fivetran],
    },
  ],
  GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_PROMOTION_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['shipment-date'], unit: 'day' },
      key: ['shipment-item-id', 'item-promotion-id'],
      cursor: 'shipment-date',
      lookBack: { days: 7 },
      history: { months: 48 },
      assumed: ['key'],
      sources: [airbyte, fivetran],
    },
  ],
  GET_FBA_REIMBURSEMENTS_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['reimbursement-id'] },
      key: ['reimbursement-id', 'sku', 'fnsku'],
      cursor: 'approval-date',
      lookBack: { days: 5 },
      notes: ['A reimbursement can contain several SKUs.'],
      assumed: ['scope', 'key'],
      sources: [fivetran],
    },
  ],
  GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['return-date'], unit: 'day' },
      cursor: 'return-date',
      lookBack: { days: 35 },
      notes: ['No columns identify a row: an order can contain several units of a SKU.'],
      sources: [openbridge, daton, fivetran],
    },
  ],
  GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_REPLACEMENT_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['shipment-date'], unit: 'day' },
      key: ['replacement-amazon-order-id', 'sku'],
      cursor: 'shipment-date',
      lookBack: { days: 7 },
      assumed: ['mode', 'key', 'scope', 'cursor', 'lookBack'],
      sources: [airbyte],
    },
  ],
  GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['order-id', 'sku', 'fnsku', 'disposition'] },
      cursor: 'last-updated-date',
      lookBack: { days: 31 },
      notes: ['A report contains the changed lines of an order, not the whole order.'],
      assumed: ['scope'],
      sources: [airbyteDocs],
    },
  ],
  GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['shipment-date'], unit: 'day' },
      key: ['order-id', 'shipment-date', 'sku', 'fnsku', 'disposition', 'tracking-number'],
      cursor: 'shipment-date',
      lookBack: { days: 31 },
      sources: [airbyteShipments],
    },
  ],
  GET_FBA_STORAGE_FEE_CHARGES_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['month_of_charge'] },
      key: ['month_of_charge', 'fnsku', 'fulfillment_center', 'country_code'],
      cursor: 'month_of_charge',
      lookBack: { months: 1 },
      assumed: ['key', 'scope', 'lookBack'],
      sources: [airbyte],
    },
  ],
  GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['snapshot-date'] },
      key: ['snapshot-date', 'sku', 'fnsku', 'country', 'surcharge-age-tier'],
      cursor: 'snapshot-date',
      lookBack: { months: 1 },
      assumed: ['key', 'scope'],
      sources: [fivetran],
    },
  ],
  GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA: [{ mode: 'snapshot', key: ['sku', 'fnsku'], sources: [fivetran] }],
} as const satisfies LoadTable
