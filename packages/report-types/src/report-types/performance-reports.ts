import { feedbackColumns } from '../columns/feedback-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, githubIssue, page, schema } from '../sources.ts'

const performance = page('Performance reports', 'report-type-values-performance')
const columnsPage = attributes('performance-reports-attributes')

const cancelled = githubIssue(
  'GET_SELLER_FEEDBACK_DATA got CANCELLED',
  'amzn/selling-partner-api-docs#1101',
  '2021-12-31',
)

const twoYears = 'The start dates can be up to two years ago.'

/** Performance of a seller, of promotions and of coupons. */
export const performanceReports = {
  GET_SELLER_FEEDBACK_DATA: {
    format: tsv,
    window: { minLength: { days: 5 } },
    columns: feedbackColumns,
    ...onRequest,
    notes: [
      'The header row and the format of dates depend on the language of the marketplace. The order of columns does not.',
      'Amazon cancels the report if the window is shorter than five days and, according to one GitHub issue, if the request has an end. Feedback that Amazon removed is not included.',
    ],
    sources: [columnsPage, archivedList, airbyte, cancelled],
  },
  GET_V1_SELLER_PERFORMANCE_REPORT: { format: { kind: 'xml' }, ...onRequest, sources: [archivedList, columnsPage] },
  GET_V2_SELLER_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'performanceMetrics' },
    ...onRequest,
    sources: [columnsPage, schema('accountHealthReport-2020-11-18')],
  },
  GET_PROMOTION_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'promotions' },
    options: { promotionStartDateFrom: { required: true }, promotionStartDateTo: { required: true } },
    ...onRequest,
    notes: ['Set the window in the options, as ISO 8601 instants. It selects promotions by their start.', twoYears],
    sources: [schema('promotionReport'), performance],
  },
  GET_COUPON_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'coupons' },
    options: {
      couponStartDateFrom: {},
      couponStartDateTo: {},
      campaignStartDateFrom: {},
      campaignStartDateTo: {},
    },
    optionSets: [
      ['couponStartDateFrom', 'couponStartDateTo'],
      ['campaignStartDateFrom', 'campaignStartDateTo'],
    ],
    ...onRequest,
    notes: [
      'Set the window in the options, as ISO 8601 instants. It selects coupons by their start.',
      'Sellers use the options that start with coupon. Vendors use those that start with campaign, and their records are in the property campaigns.',
      twoYears,
    ],
    sources: [schema('sellerCouponReport'), schema('vendorCouponReport'), performance],
  },
} as const satisfies ReportTypeRows
