import { vatInvoiceColumns } from '../columns/invoice-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequestOrSchedule, tsv } from '../row-parts.ts'
import { attributes, page } from '../sources.ts'

/** With `all`, the window selects orders. With `pendingInvoices`, Amazon searches the last 90 days. */
const invoices = {
  options: { pendingInvoices: { values: ['true', 'false'] }, all: { values: ['true', 'false'] } },
  window: { maxLength: { days: 30 } },
  restricted: 'disputed',
  marketplaces: { countries: ['IE', 'ES', 'UK', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'] },
  ...onRequestOrSchedule,
  notes: ['Set pendingInvoices or all to true. Otherwise, Amazon uses pendingInvoices.'],
  sources: [
    page('Invoice data reports', 'report-type-values-invoice-data'),
    attributes('invoice-data-reports-attributes'),
  ],
} as const

/** Invoice data for sellers in the VAT Calculation Service. */
export const invoiceDataReports = {
  GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT: { format: tsv, columns: vatInvoiceColumns, ...invoices },
  GET_XML_VAT_INVOICE_DATA_REPORT: { format: { kind: 'xml' }, ...invoices },
} as const satisfies ReportTypeRows
