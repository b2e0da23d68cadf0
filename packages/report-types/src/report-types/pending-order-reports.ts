import { pendingOrderColumns } from '../columns/order-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onScheduleOnly, tsv } from '../row-parts.ts'
import { archivedList, attributes, githubIssue, page } from '../sources.ts'

const sources = [
  attributes('pending-order-reports-attributes'),
  archivedList,
  page('Order reports', 'report-type-values-order'),
  githubIssue('Different throttling limits for different reports', 'amzn/selling-partner-api-docs#843', '2021-06-08'),
] as const

const inJapan = {
  marketplaces: { countries: ['JP'] },
  retention: { days: 30 },
  ...onScheduleOnly,
  notes: [
    'The sources contradict each other: the archived list says both that it can be requested and that it can only be scheduled. Users report that each request fails with QuotaExceeded.',
  ],
  assumed: ['requestable'],
} as const

/** Orders in Japan that have not been paid yet. */
export const pendingOrderReports = {
  GET_FLAT_FILE_PENDING_ORDERS_DATA: { format: tsv, ...inJapan, columns: pendingOrderColumns, sources },
  GET_CONVERGED_FLAT_FILE_PENDING_ORDERS_DATA: { format: tsv, ...inJapan, columns: pendingOrderColumns, sources },
  GET_PENDING_ORDERS_DATA: { format: { kind: 'xml' }, ...inJapan, sources },
} as const satisfies ReportTypeRows
