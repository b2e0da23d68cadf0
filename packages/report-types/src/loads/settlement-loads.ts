import { attributes, businessDocumentation, paySettlementPage } from '../sources.ts'
import type { LoadTable } from './load-facts.ts'
import { airbyteDocs, openbridge } from './load-sources.ts'

/** Settlements, invoices and taxes. */
export const settlementLoads = {
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: [
    {
      mode: 'once',
      identity: { column: 'settlement-id' },
      rowNumbers: true,
      history: { days: 89 },
      notes: [
        'List the reports of the last 89 days each time. With 90 days, the oldest can expire in between.',
        'The settlement of a unified account is listed for each marketplace. Amazon can issue a corrected settlement with the same id.',
      ],
      sources: [airbyteDocs, openbridge],
    },
  ],
  _GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_: [
    { mode: 'once', identity: { column: 'SettlementId' }, rowNumbers: true, sources: [paySettlementPage] },
  ],
  GET_AB_INVOICE_PDF: [
    { mode: 'once', identity: { option: 'invoiceId' }, assumed: ['identity'], sources: [businessDocumentation] },
  ],
  GET_VAT_TRANSACTION_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['ACTIVITY_PERIOD'] },
      cursor: 'ACTIVITY_PERIOD',
      lookBack: { months: 1 },
      notes: ['ACTIVITY_PERIOD is a month. No columns are known to identify a row.'],
      assumed: ['mode', 'scope', 'cursor', 'lookBack'],
      sources: [attributes('tax-reports-attributes')],
    },
  ],
} as const satisfies LoadTable
