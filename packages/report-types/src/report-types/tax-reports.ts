import { salesTaxColumns } from '../columns/sales-tax-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, madeByAmazon, onRequest, onScheduleOnly, tsv } from '../row-parts.ts'
import { announcement, archivedList, attributes, gathered, page } from '../sources.ts'

const tax = page('Tax reports', 'report-type-values-tax')
const columnsPage = attributes('tax-reports-attributes')

const inIndia = { marketplaces: { countries: ['IN'] } } as const
const withVat = { marketplaces: { countries: ['IE', 'ES', 'UK', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'] } } as const

/** Taxes of the United States, of Europe and of India. */
export const taxReports = {
  GET_FLAT_FILE_SALES_TAX_DATA: {
    format: tsv,
    columns: salesTaxColumns,
    marketplaces: { countries: ['US'] },
    ...madeByAmazon,
    notes: ['Make it in Seller Central, in the Tax Document Library; then getReports lists it.'],
    sources: [tax, columnsPage, archivedList],
  },
  SC_VAT_TAX_REPORT: {
    format: csv,
    restricted: true,
    ...withVat,
    ...onRequest,
    sources: [tax, gathered],
  },
  GET_VAT_TRANSACTION_DATA: {
    format: tsv,
    restricted: true,
    ...onRequest,
    notes: [
      'A month’s report can be asked for from the third day of the next month on; before, it ends as FATAL.',
      'Amazon ignores the marketplaces and answers with all of them.',
    ],
    sources: [
      tax,
      announcement(
        'GET_VAT_TRANSACTION_DATA now includes a date limitation for report generation',
        'update-get_vat_transaction_data-now-includes-a-date-limitation-for-report-generation',
        '2025-01-21',
      ),
      gathered,
    ],
  },
  GET_GST_MTR_B2B_CUSTOM: { format: tsv, restricted: true, ...inIndia, ...onRequest, sources: [tax, gathered] },
  GET_GST_MTR_B2C_CUSTOM: { format: tsv, ...inIndia, ...onRequest, sources: [archivedList, tax] },
  GET_GST_STR_ADHOC: { format: csv, ...inIndia, ...onRequest, sources: [tax] },
  GST_MTR_B2B: { format: csv, ...inIndia, ...onScheduleOnly, sources: [tax] },
  GST_MTR_B2C: { format: csv, ...inIndia, ...onScheduleOnly, sources: [tax] },
  GST_MTR_STOCK_TRANSFER_REPORT: {
    format: csv,
    ...inIndia,
    ...onScheduleOnly,
    assumed: ['requestable', 'schedulable'],
    sources: [tax],
  },
} as const satisfies ReportTypeRows
