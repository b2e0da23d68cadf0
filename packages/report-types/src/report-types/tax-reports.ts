import { salesTaxColumns } from '../columns/sales-tax-columns.ts'
import { vatCalculationColumns, vatTransactionColumns } from '../columns/vat-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, madeByAmazon, onRequest, onScheduleOnly, tsv } from '../row-parts.ts'
import { announcement, archivedList, attributes, page } from '../sources.ts'

const tax = page('Tax reports', 'report-type-values-tax')
const columnsPage = attributes('tax-reports-attributes')

const inIndia = { marketplaces: { countries: ['IN'] } } as const
const inVatCountries = {
  marketplaces: { countries: ['IE', 'ES', 'UK', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'] },
} as const

/** Taxes in the United States, Europe and India. */
export const taxReports = {
  GET_FLAT_FILE_SALES_TAX_DATA: {
    format: tsv,
    columns: salesTaxColumns,
    marketplaces: { countries: ['US'] },
    ...madeByAmazon,
    notes: ['Create it in Seller Central, in the Tax Document Library. Then getReports lists it.'],
    sources: [tax, columnsPage, archivedList],
  },
  SC_VAT_TAX_REPORT: {
    format: csv,
    restricted: true,
    columns: vatCalculationColumns,
    ...inVatCountries,
    ...onRequest,
    assumed: ['columns'],
    sources: [tax, columnsPage],
  },
  GET_VAT_TRANSACTION_DATA: {
    format: tsv,
    restricted: true,
    columns: vatTransactionColumns,
    marketplaces: { countries: ['ES', 'UK', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'], ignored: true },
    ...onRequest,
    notes: [
      'Request the report of a month on or after the third day of the next month. Before that day, it ends as FATAL.',
    ],
    sources: [
      tax,
      announcement(
        'GET_VAT_TRANSACTION_DATA now includes a date limitation for report generation',
        'update-get_vat_transaction_data-now-includes-a-date-limitation-for-report-generation',
        '2025-01-21',
      ),
    ],
    assumed: ['columns'],
  },
  GET_GST_MTR_B2B_CUSTOM: { format: tsv, restricted: true, ...inIndia, ...onRequest, sources: [tax] },
  GET_GST_MTR_B2C_CUSTOM: {
    format: tsv,
    window: { maxLength: { days: 45 } },
    ...inIndia,
    ...onRequest,
    sources: [archivedList, tax],
  },
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
