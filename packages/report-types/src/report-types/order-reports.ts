import { actionableOrderColumns, orderReportColumns } from '../columns/order-columns.ts'
import { personalOrderFields } from '../columns/personal-order-fields.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { booleanOption, onRequestOrSchedule, onScheduleOnly, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, page } from '../sources.ts'

const orders = page('Order reports', 'report-type-values-order')
const columnsPage = attributes('order-reports-attributes')
const help = {
  title: 'Seller Central help: fields of the order report',
  url: 'https://sellercentral-europe.amazon.com/gp/help/external/help.html?itemID=201648780',
  date: '2026-11-21',
} as const

/** The window selects orders by the time at which they became ready to fulfill, not by the time of purchase. */
const orderReport = { restricted: true, dataDelay: { minutes: 30 }, retention: { days: 30 } } as const
const flatFile = {
  format: tsv,
  ...orderReport,
  options: { ShowSalesChannel: booleanOption },
  ...onRequestOrSchedule,
} as const
const xml = {
  format: { kind: 'xml', record: 'OrderReport', root: 'AmazonEnvelope' },
  ...orderReport,
  window: { lookBack: { days: 38 } },
  ...onScheduleOnly,
  personalFields: personalOrderFields,
  assumed: ['personalFields'],
} as const

const oneSchedule =
  'The flat file and the XML file for the same purpose cannot both have a schedule: a new schedule for one ends the schedule of the other.'
const firstReport = 'The first report of a new schedule covers the last 38 days. Each later one covers the new orders.'
const twoLayouts = 'The columns of requested and scheduled documents differ slightly.'
const sixtyDays = { lookBack: { days: 60 } } as const

/** New orders with buyers' names and addresses, for shipping, invoices and taxes. */
export const orderReports = {
  GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING: {
    ...flatFile,
    window: { lookBack: { days: 38 } },
    columns: actionableOrderColumns,
    sources: [orders, columnsPage, help],
  },
  GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING: {
    ...flatFile,
    window: sixtyDays,
    columns: orderReportColumns,
    notes: [oneSchedule, twoLayouts],
    sources: [orders, archivedList, help],
  },
  GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING: {
    ...flatFile,
    window: sixtyDays,
    columns: orderReportColumns,
    notes: [oneSchedule, twoLayouts],
    assumed: ['columns'],
    sources: [orders, archivedList, help],
  },
  GET_FLAT_FILE_ORDER_REPORT_DATA_TAX: {
    ...flatFile,
    window: sixtyDays,
    columns: orderReportColumns,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR'] },
    notes: [oneSchedule, twoLayouts],
    assumed: ['columns'],
    sources: [orders, archivedList, help],
  },
  GET_ORDER_REPORT_DATA_SHIPPING: {
    ...xml,
    notes: [oneSchedule, firstReport],
    sources: [orders, archivedList, airbyte],
  },
  GET_ORDER_REPORT_DATA_INVOICING: {
    ...xml,
    notes: [oneSchedule, firstReport],
    sources: [orders, archivedList, airbyte],
  },
  GET_ORDER_REPORT_DATA_TAX: {
    ...xml,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR'] },
    notes: [oneSchedule, firstReport],
    sources: [orders, archivedList, airbyte],
  },
} as const satisfies ReportTypeRows
