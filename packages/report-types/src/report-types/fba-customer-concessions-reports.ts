import { customerReturnColumns, replacementColumns } from '../columns/fba-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, onRequest, tsv } from '../row-parts.ts'
import { archivedList, attributes, page } from '../sources.ts'

const columnsPage = attributes('fba-customer-concessions-reports-attributes')

/** Returns and replacements of orders that Amazon fulfills. */
export const fbaCustomerConcessionsReports = {
  GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA: {
    format: tsv,
    ...daily,
    columns: customerReturnColumns,
    ...onRequest,
    sources: [archivedList, columnsPage],
  },
  GET_FBA_FULFILLMENT_CUSTOMER_SHIPMENT_REPLACEMENT_DATA: {
    format: tsv,
    ...daily,
    columns: replacementColumns,
    marketplaces: { countries: ['US', 'CA', 'MX', 'BR', 'IN'] },
    ...onRequest,
    sources: [archivedList, columnsPage, page('Fulfillment by Amazon (FBA) reports', 'report-type-values-fba')],
  },
} as const satisfies ReportTypeRows
