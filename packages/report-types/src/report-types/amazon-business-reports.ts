import type { ReportTypeRows } from '../report-type-rows.ts'
import { onceADay, onRequestOrSchedule, xlsx } from '../row-parts.ts'
import { archivedList, page } from '../sources.ts'

/** Reports for sellers who sell to businesses, from the Selling Partner API. */
export const amazonBusinessReports = {
  FEE_DISCOUNTS_REPORT: {
    format: xlsx,
    ...onceADay,
    dataDelay: { hours: 24 },
    ...onRequestOrSchedule,
    sources: [page('Amazon Business reports', 'report-type-values-amazon-business'), archivedList],
  },
  RFQD_BULK_DOWNLOAD: {
    format: xlsx,
    ...onRequestOrSchedule,
    notes: ['The current list of report types no longer contains it.'],
    sources: [archivedList],
  },
} as const satisfies ReportTypeRows
