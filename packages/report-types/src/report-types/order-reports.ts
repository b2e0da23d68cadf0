import { actionableOrderColumns, orderReportColumns } from '../columns/order-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { flag, onRequestOrSchedule, onScheduleOnly, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, gathered, page } from '../sources.ts'

const orders = page('Order reports', 'report-type-values-order')
const columnsPage = attributes('order-reports-attributes')
const help = {
  title: 'Seller Central help: fields of the order report',
  url: 'https://sellercentral-europe.amazon.com/gp/help/external/help.html?itemID=201648780',
  date: '2026-11-21',
} as const

/** Orders that can be fulfilled: the window is of that instant, not of the purchase. */
const ofOrders = { restricted: true, dataDelay: { minutes: 30 }, retention: { days: 30 } } as const
const flat = { format: tsv, ...ofOrders, options: { ShowSalesChannel: flag }, ...onRequestOrSchedule } as const
const xml = { format: { kind: 'xml', record: 'OrderReport' }, ...ofOrders, ...onScheduleOnly } as const

const oneSchedule =
  'Of the flat file and the XML file of one purpose, one can have a schedule: a new one ends the other.'
const twoLayouts = 'Requested and scheduled documents differ a little in their columns.'
const sixtyDays = { lookBack: { days: 60 } } as const

/** New orders with the buyers' names and addresses, for delivery, invoices and taxes. */
export const orderReports = {
  GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING: {
    ...flat,
    window: { lookBack: { days: 38 } },
    columns: actionableOrderColumns,
    sources: [orders, columnsPage, help, gathered],
  },
  GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING: {
    ...flat,
    window: sixtyDays,
    columns: orderReportColumns,
    notes: [oneSchedule, twoLayouts],
    sources: [orders, archivedList, help],
  },
  GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING: {
    ...flat,
    window: sixtyDays,
    columns: orderReportColumns,
    notes: [oneSchedule, twoLayouts],
    assumed: ['columns'],
    sources: [orders, archivedList, help],
  },
  GET_FLAT_FILE_ORDER_REPORT_DATA_TAX: {
    ...flat,
    window: sixtyDays,
    columns: orderReportColumns,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR'] },
    notes: [oneSchedule, twoLayouts],
    assumed: ['columns'],
    sources: [orders, archivedList, help],
  },
  GET_ORDER_REPORT_DATA_SHIPPING: { ...xml, notes: [oneSchedule], sources: [orders, archivedList, airbyte] },
  GET_ORDER_REPORT_DATA_INVOICING: { ...xml, notes: [oneSchedule], sources: [orders, archivedList, airbyte] },
  GET_ORDER_REPORT_DATA_TAX: {
    ...xml,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR'] },
    notes: [oneSchedule],
    sources: [orders, archivedList, airbyte],
  },
} as const satisfies ReportTypeRows
