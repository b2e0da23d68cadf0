import { paySettlementColumns } from '../columns/settlement-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, madeByAmazon, onRequest, onRequestOrSchedule } from '../row-parts.ts'
import type { Source } from '../source.ts'
import { paySettlementPage } from '../sources.ts'

const reference = {
  title: 'Amazon Pay: Reports (Japanese reference)',
  date: '2026-11-21',
} as const satisfies Source
const requestPage = {
  title: 'Amazon Pay: Manually requesting reports',
  url: 'https://developer.amazon.com/docs/amazon-pay-reports/ja-manually-requesting-reports.html',
  date: '2026-11-21',
} as const satisfies Source

const keptFor90Days = { retention: { days: 90 } } as const

const transactions = {
  format: csv,
  window: { required: true },
  ...keptFor90Days,
  ...onRequestOrSchedule,
  assumed: ['format'],
  sources: [reference, requestPage],
} as const

const settlement = { format: { kind: 'pay-settlement' }, columns: paySettlementColumns, ...keptFor90Days } as const

/** The report types of the Amazon Pay API. */
export const payReports = {
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_: {
    ...settlement,
    ...madeByAmazon,
    notes: ['Amazon creates one for each settlement.'],
    assumed: ['columns'],
    sources: [reference, paySettlementPage, requestPage],
  },
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_: {
    ...settlement,
    window: { required: true },
    ...onRequestOrSchedule,
    notes: ['The only report type of the sandbox. If there are no transactions, it ends as CANCELLED.'],
    assumed: ['columns'],
    sources: [reference, paySettlementPage, requestPage],
  },
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_: transactions,
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_BILLING_AGREEMENT_DATA_: transactions,
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_AUTHORIZATION_DATA_: transactions,
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_CAPTURE_DATA_: {
    ...transactions,
    notes: ['In 2023, one user reported that it was not available.'],
  },
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_: transactions,
  _GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_: {
    format: csv,
    window: { required: true },
    ...keptFor90Days,
    ...onRequest,
    notes: ['The reference does not list it, but other public documentation does.'],
    assumed: ['format'],
    sources: [requestPage],
  },
} as const satisfies ReportTypeRows
