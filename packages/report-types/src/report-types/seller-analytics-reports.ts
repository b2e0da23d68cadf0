import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequestOrSchedule } from '../row-parts.ts'
import { research, schema } from '../sources.ts'

/** Sales and traffic of sellers. */
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
      'The records by ASIN are totals for the whole window. A second list, salesAndTrafficByDate, contains the daily values.',
      'Amazon cancels the report if the window starts more than two years ago.',
    ],
    sources: [schema('sellerSalesAndTrafficReport'), research],
  },
} as const satisfies ReportTypeRows
