import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'
import { airbyte, githubIssue, page, schema } from '../sources.ts'

const analytics = page('Analytics reports', 'report-type-values-analytics')

/** A report ends as FATAL if its window does not consist of whole periods. */
const wholePeriods = {
  required: true,
  wholeDays: true,
  periodOption: 'reportPeriod',
  ifPartialPeriod: 'refused',
} as const

const onePeriod = { ...wholePeriods, periodsPerRequest: 'one' } as const
const severalPeriods = { ...wholePeriods, periodsPerRequest: 'several' } as const

const byDay = { values: ['DAY', 'WEEK', 'MONTH', 'QUARTER'], required: true } as const
const byWeek = { values: ['WEEK', 'MONTH', 'QUARTER'], required: true } as const
const oneMarketplace = { maxCount: 1, ifMore: 'refused' } as const

const dailyLimit = githubIssue(
  'GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT: system-wide limit of 20 reports per day',
  'amzn/selling-partner-api-models#5240',
  '2026-05-18',
)

/** Amazon's list does not contain it any more. No source gives the date of the removal. */
const removedReport = {
  format: { kind: 'json', records: 'dataByAsin' },
  options: { reportPeriod: byDay },
  window: severalPeriods,
  marketplaces: oneMarketplace,
  ...onRequest,
  removed: {},
} as const

/** Search terms, baskets and repeat purchases, for brand owners. Documents can have several gigabytes. */
export const brandAnalyticsReports = {
  GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: {
    format: { kind: 'json', records: 'dataByDepartmentAndSearchTerm' },
    options: { reportPeriod: byDay },
    window: onePeriod,
    marketplaces: oneMarketplace,
    ...onRequest,
    assumed: ['marketplaces'],
    sources: [schema('sellingPartnerSearchTermsReport'), analytics],
  },
  GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byDay },
    window: severalPeriods,
    marketplaces: oneMarketplace,
    ...onRequest,
    sources: [schema('sellingPartnerMarketBasketAnalysisReport')],
  },
  GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byWeek },
    window: severalPeriods,
    marketplaces: oneMarketplace,
    ...onRequest,
    sources: [schema('sellingPartnerRepeatPurchaseReport')],
  },
  GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byWeek, asin: { separator: ' ', maxLength: 200, required: true } },
    window: onePeriod,
    marketplaces: oneMarketplace,
    ...onRequest,
    notes: ['According to Amazon, an application gets at most 20 of these reports per day, across all sellers.'],
    sources: [schema('sellingPartnerSearchQueryPerformanceReport'), analytics, dailyLimit],
  },
  GET_BRAND_ANALYTICS_SEARCH_CATALOG_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byWeek, asins: { separator: ' ', maxLength: 200 } },
    window: onePeriod,
    marketplaces: oneMarketplace,
    ...onRequest,
    sources: [analytics, schema('sellingPartnerSearchCatalogPerformanceReport')],
  },
  GET_BRAND_ANALYTICS_ALTERNATE_PURCHASE_REPORT: {
    ...removedReport,
    sources: [schema('sellingPartnerAlternatePurchaseReport'), analytics, airbyte],
  },
  GET_BRAND_ANALYTICS_ITEM_COMPARISON_REPORT: {
    ...removedReport,
    sources: [schema('sellingPartnerItemComparisonReport'), analytics, airbyte],
  },
} as const satisfies ReportTypeRows
