import { pendingOrderColumns } from '../columns/order-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequestOrSchedule, tsv } from '../row-parts.ts'
import { archivedList, attributes, page } from '../sources.ts'

const sources = [
  attributes('pending-order-reports-attributes'),
  archivedList,
  page('Order reports', 'report-type-values-order'),
] as const

const inJapan = { marketplaces: { countries: ['JP'] }, retention: { days: 30 }, ...onRequestOrSchedule } as const

/** Orders in Japan that have not been paid yet. */
export const pendingOrderReports = {
  GET_FLAT_FILE_PENDING_ORDERS_DATA: { format: tsv, ...inJapan, columns: pendingOrderColumns, sources },
  GET_CONVERGED_FLAT_FILE_PENDING_ORDERS_DATA: { format: tsv, ...inJapan, columns: pendingOrderColumns, sources },
  GET_PENDING_ORDERS_DATA: { format: { kind: 'xml' }, ...inJapan, sources },
} as const satisfies ReportTypeRows
