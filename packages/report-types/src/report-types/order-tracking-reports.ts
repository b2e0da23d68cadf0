import { ordersByLastUpdateColumns, ordersByOrderDateColumns } from '../columns/order-columns.ts'
import { personalOrderFields } from '../columns/personal-order-fields.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, githubIssue, page } from '../sources.ts'

const orders = page('Order reports', 'report-type-values-order')
const columnsPage = attributes('order-tracking-reports-attributes')

const noData = githubIssue('maximum timespan not mentioned', 'amzn/selling-partner-api-models#385', '2021-04-08')
const exceeded = githubIssue('Date range exceeded', 'amzn/selling-partner-api-models#2591', '2023-05-25')

const ignoresMarketplaces = githubIssue(
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL returns all data and ignores the marketplaceIds filter',
  'amzn/selling-partner-api-docs#1404',
  '2022-04-12',
)
const orderItemId = githubIssue(
  'Order tracking reports now include order-item-id',
  'amzn/selling-partner-api-models#5249',
  '2026-05-25',
)

/** Some clients report that 31 days still work, and that a longer window results in a document without rows. */
const tracking = {
  window: { maxLength: { days: 30 }, ifLonger: 'empty' },
  retention: { days: 30 },
  marketplaces: { ignored: true },
  ...onRequest,
} as const

const dateRangeNote =
  'According to one GitHub issue, the document for a longer window contains the sentence “Date range exceeded. Report can be requested only upto 30 days” instead of rows.'

/** An order appears once for each change. */
const xml = {
  format: { kind: 'xml', record: 'Order', root: 'AmazonEnvelope' },
  ...tracking,
  personalFields: personalOrderFields,
} as const

/**
 * All orders, fulfilled by Amazon or by the seller. They contain cities and postal codes, but no names. The frequency
 * limits of FBA reports do not apply.
 */
export const orderTrackingReports = {
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: {
    format: tsv,
    ...tracking,
    columns: ordersByLastUpdateColumns,
    notes: [dateRangeNote],
    assumed: ['columns'],
    sources: [orders, archivedList, columnsPage, noData, exceeded, ignoresMarketplaces, orderItemId],
  },
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: {
    format: tsv,
    ...tracking,
    columns: ordersByOrderDateColumns,
    assumed: ['columns', 'marketplaces'],
    sources: [orders, archivedList, columnsPage, noData, ignoresMarketplaces, orderItemId],
  },
  GET_FLAT_FILE_ARCHIVED_ORDERS_DATA_BY_ORDER_DATE: {
    format: tsv,
    ...tracking,
    columns: ordersByLastUpdateColumns,
    assumed: ['window', 'columns', 'marketplaces'],
    sources: [archivedList, columnsPage, orders, ignoresMarketplaces, orderItemId],
  },
  GET_XML_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: {
    ...xml,
    assumed: ['window', 'personalFields', 'marketplaces'],
    sources: [archivedList, orders, airbyte, ignoresMarketplaces],
  },
  GET_XML_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: {
    ...xml,
    assumed: ['window', 'personalFields', 'marketplaces'],
    sources: [archivedList, orders, airbyte, ignoresMarketplaces],
  },
} as const satisfies ReportTypeRows
