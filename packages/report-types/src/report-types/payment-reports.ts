import { deferredTransactionColumns } from '../columns/deferred-transaction-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, madeByAmazon } from '../row-parts.ts'
import { announcement, page } from '../sources.ts'

/** Reports that a seller requests in Seller Central. getReports lists them. */
export const paymentReports = {
  GET_DATE_RANGE_FINANCIAL_HOLDS_DATA: {
    format: csv,
    columns: deferredTransactionColumns,
    ...madeByAmazon,
    notes: ['Request it in Seller Central, in the Reports Repository for payments. It covers up to ten years.'],
    sources: [
      page('Payment reports', 'report-type-values-payment'),
      announcement(
        'Deferred Transaction Report',
        'new-deferred-transaction-report-type-for-the-reports-api',
        '2025-06-16',
      ),
    ],
  },
} as const satisfies ReportTypeRows
