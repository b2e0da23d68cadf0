import { deferredTransactionColumns } from '../columns/deferred-transaction-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, madeByAmazon } from '../row-parts.ts'
import { announcement, githubIssue, page } from '../sources.ts'

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
  GET_DATE_RANGE_FINANCIAL_TRANSACTION_DATA: {
    format: csv,
    ...madeByAmazon,
    notes: [
      'Request it in Seller Central, in the Reports Repository for payments. A request with createReport fails with “Request for report type 1202 is not allowed at this time”.',
      'Some users report that getReports and getReportDocument return the reports of Seller Central. Others report 403.',
    ],
    assumed: ['format'],
    sources: [
      githubIssue(
        'Report _GET_DATE_RANGE_FINANCIAL_TRANSACTION_DATA_ can be downloaded, but not requested',
        'amzn/selling-partner-api-models#2036',
        '2021-11-16',
      ),
      githubIssue(
        'Need a replacement for GET_DATE_RANGE_FINANCIAL_TRANSACTION_DATA',
        'amzn/selling-partner-api-models#1555',
        '2021-06-30',
      ),
    ],
  },
} as const satisfies ReportTypeRows
