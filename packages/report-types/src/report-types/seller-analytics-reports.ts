import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequestOrSchedule } from '../row-parts.ts'
import { githubIssue, page, schema } from '../sources.ts'

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
      summedRecords: 'salesAndTrafficByAsin',
    },
    frequency: { maxReports: 4, interval: { hours: 1 } },
    marketplaces: { maxCount: 1, ifMore: 'refused' },
    ...onRequestOrSchedule,
    notes: [
      'The list salesAndTrafficByDate contains one record per day.',
      'Amazon creates at most 4 reports per hour and 96 per day for a seller, across all applications. According to one statement of Amazon, the limit is per application, across all sellers.',
      'Amazon cancels the report if the window starts more than two years ago.',
    ],
    sources: [
      schema('sellerSalesAndTrafficReport'),
      page('Analytics reports', 'report-type-values-analytics'),
      githubIssue(
        'GET_SALES_AND_TRAFFIC_REPORT returning 429 rate-limit errors',
        'amzn/selling-partner-api-models#5210',
        '2026-04-29',
      ),
    ],
  },
} as const satisfies ReportTypeRows
