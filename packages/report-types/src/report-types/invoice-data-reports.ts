import { vatInvoiceColumns } from '../columns/invoice-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequestOrSchedule, tsv } from '../row-parts.ts'
import { attributes, gathered, page } from '../sources.ts'

/** With `all`, the window is of the orders; with `pendingInvoices`, the last 90 days are searched. */
const invoices = {
  options: { pendingInvoices: { values: ['true', 'false'] }, all: { values: ['true', 'false'] } },
  window: { maxLength: { days: 30 } },
  restricted: 'disputed',
  marketplaces: { countries: ['IE', 'ES', 'UK', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'] },
  ...onRequestOrSchedule,
  notes: ['One of pendingInvoices and all has to be true; Amazon takes pendingInvoices otherwise.'],
  sources: [
    page('Invoice data reports', 'report-type-values-invoice-data'),
    attributes('invoice-data-reports-attributes'),
    gathered,
  ],
} as const

/** What a seller in the VAT Calculation Service needs to write invoices. */
export const invoiceDataReports = {
  GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT: { format: tsv, columns: vatInvoiceColumns, ...invoices },
  GET_XML_VAT_INVOICE_DATA_REPORT: { format: { kind: 'xml' }, ...invoices },
} as const satisfies ReportTypeRows
