import { ordersByLastUpdateColumns, ordersByOrderDateColumns } from '../columns/order-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, gathered, page, thread } from '../sources.ts'

const orders = page('Order reports', 'report-type-values-order')
const columnsPage = attributes('order-tracking-reports-attributes')

const noData = thread('maximum timespan not mentioned', 'amzn/selling-partner-api-models#385', '2021-04-08')
const exceeded = thread('Date range exceeded', 'amzn/selling-partner-api-models#2591', '2023-05-25')

/** Thirty days: some clients report that 31 still work, and that Amazon answers a longer window with no rows. */
const tracking = {
  window: { maxLength: { days: 30 }, ifLonger: 'empty' },
  retention: { days: 30 },
  ...onRequest,
} as const

/** A document that is done and holds no row, but a sentence. */
const sentence =
  'Of a longer window one thread tells a document that holds the sentence “Date range exceeded. Report can be requested only upto 30 days” for rows.'

/** An order that Amazon repeats for each of its changes. */
const xml = { format: { kind: 'xml', record: 'Order' }, ...tracking } as const

/** All orders, whoever sends them: no names, but towns and postcodes. Free of the FBA reports' clock. */
export const orderTrackingReports = {
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: {
    format: tsv,
    ...tracking,
    columns: ordersByLastUpdateColumns,
    notes: [sentence],
    assumed: ['columns'],
    sources: [gathered, archivedList, columnsPage, orders, noData, exceeded],
  },
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: {
    format: tsv,
    ...tracking,
    columns: ordersByOrderDateColumns,
    assumed: ['columns'],
    sources: [gathered, archivedList, columnsPage, orders, noData],
  },
  GET_FLAT_FILE_ARCHIVED_ORDERS_DATA_BY_ORDER_DATE: {
    format: tsv,
    ...tracking,
    columns: ordersByLastUpdateColumns,
    assumed: ['window', 'columns'],
    sources: [archivedList, columnsPage, orders],
  },
  GET_XML_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: {
    ...xml,
    assumed: ['window'],
    sources: [archivedList, orders, airbyte],
  },
  GET_XML_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: {
    ...xml,
    assumed: ['window'],
    sources: [archivedList, orders, airbyte],
  },
} as const satisfies ReportTypeRows
