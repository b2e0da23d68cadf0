import { feePreviewColumns, longTermStorageColumns, reimbursementColumns } from '../columns/fba-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, onceADay, onRequest, tsv } from '../row-parts.ts'
import { archivedList, attributes, page } from '../sources.ts'

const columnsPage = attributes('fba-payments-reports-attributes')

/** Fees and reimbursements of Fulfillment by Amazon. */
export const fbaPaymentsReports = {
  GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA: {
    format: tsv,
    window: { minLength: { hours: 72 }, required: true },
    ...onceADay,
    dataDelay: { hours: 72 },
    columns: feePreviewColumns,
    ...onRequest,
    notes: [
      'Start the window at least 72 hours ago, and end it now.',
      'In Europe the document has additional columns with a fee per country.',
    ],
    sources: [archivedList, columnsPage],
  },
  GET_FBA_REIMBURSEMENTS_DATA: {
    format: tsv,
    ...daily,
    columns: reimbursementColumns,
    ...onRequest,
    sources: [archivedList, columnsPage],
  },
  GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA: {
    format: tsv,
    window: { maxLength: { months: 1 }, minLength: { months: 1 } },
    columns: longTermStorageColumns,
    ...onRequest,
    notes: ['The window must be exactly one month.'],
    sources: [archivedList, columnsPage, page('Fulfillment by Amazon (FBA) reports', 'report-type-values-fba')],
  },
} as const satisfies ReportTypeRows
