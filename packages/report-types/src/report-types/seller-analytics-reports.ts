import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequestOrSchedule } from '../row-parts.ts'
import { gathered, schema } from '../sources.ts'

/** Sales and visits of sellers. */
export const sellerAnalyticsReports = {
  GET_SALES_AND_TRAFFIC_REPORT: {
    format: { kind: 'json', records: 'salesAndTrafficByAsin' },
    options: {
      dateGranularity: { values: ['DAY', 'WEEK', 'MONTH'], default: 'DAY' },
      asinGranularity: { values: ['PARENT', 'CHILD', 'SKU'], default: 'PARENT' },
    },
    window: {
      lookBack: { months: 24 },
      wholeDays: true,
      periodOption: 'dateGranularity',
      periodsPerRequest: 'several',
      ifPartialPeriod: 'widened',
    },
    marketplaces: { maxCount: 1, ifMore: 'refused' },
    ...onRequestOrSchedule,
    notes: [
      'The rows by ASIN are sums over the whole window. Their days stand in a second list, salesAndTrafficByDate.',
      'A window that begins more than two years ago is cancelled.',
    ],
    sources: [schema('sellerSalesAndTrafficReport'), gathered],
  },
} as const satisfies ReportTypeRows
