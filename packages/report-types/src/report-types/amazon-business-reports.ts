import type { ReportTypeRows } from '../report-type-rows.ts'
import { onceADay, onRequestOrSchedule, xlsx } from '../row-parts.ts'
import { archivedList, gathered, page } from '../sources.ts'

/** For those who sell to companies, through the Selling Partner API. */
export const amazonBusinessReports = {
  FEE_DISCOUNTS_REPORT: {
    format: xlsx,
    ...onceADay,
    dataDelay: { hours: 24 },
    ...onRequestOrSchedule,
    sources: [page('Amazon Business reports', 'report-type-values-amazon-business'), archivedList, gathered],
  },
  RFQD_BULK_DOWNLOAD: {
    format: xlsx,
    ...onRequestOrSchedule,
    notes: ['The current list of report types does not name it any more.'],
    sources: [archivedList],
  },
} as const satisfies ReportTypeRows
