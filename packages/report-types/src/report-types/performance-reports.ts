import { feedbackColumns } from '../columns/feedback-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, gathered, page, schema, thread } from '../sources.ts'

const performance = page('Performance reports', 'report-type-values-performance')
const columnsPage = attributes('performance-reports-attributes')

const cancelled = thread('GET_SELLER_FEEDBACK_DATA got CANCELLED', 'amzn/selling-partner-api-docs#1101', '2021-12-31')

const twoYears = 'Starts up to two years ago can be asked for.'

/** How a seller, a promotion or a coupon does. */
export const performanceReports = {
  GET_SELLER_FEEDBACK_DATA: {
    format: tsv,
    window: { minLength: { days: 5 } },
    columns: feedbackColumns,
    ...onRequest,
    notes: [
      'The header row is in the marketplace’s language, and dates are written its way; the order of columns is the same.',
      'Amazon cancels it for less than five days, and, says one thread, where an end is given; feedback that Amazon struck out is not in it.',
    ],
    sources: [gathered, columnsPage, archivedList, airbyte, cancelled],
  },
  GET_V1_SELLER_PERFORMANCE_REPORT: { format: { kind: 'xml' }, ...onRequest, sources: [archivedList, columnsPage] },
  GET_V2_SELLER_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'performanceMetrics' },
    ...onRequest,
    sources: [gathered, columnsPage, schema('accountHealthReport-2020-11-18')],
  },
  GET_PROMOTION_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'promotions' },
    options: { promotionStartDateFrom: { required: true }, promotionStartDateTo: { required: true } },
    ...onRequest,
    notes: ['The window stands in the options, as instants of ISO 8601, and is of the promotions’ start.', twoYears],
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
      'The window stands in the options, as instants of ISO 8601, and is of the coupons’ start.',
      'The options named coupon are for sellers. Those named campaign are for vendors, whose records stand in campaigns.',
      twoYears,
    ],
    sources: [schema('sellerCouponReport'), schema('vendorCouponReport'), performance],
  },
} as const satisfies ReportTypeRows
