import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'
import { page, research, schema } from '../sources.ts'

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

/** Search terms, baskets and repeat purchases, for brand owners. Documents can have several gigabytes. */
export const brandAnalyticsReports = {
  GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: {
    format: { kind: 'json', records: 'dataByDepartmentAndSearchTerm' },
    options: { reportPeriod: byDay },
    window: onePeriod,
    marketplaces: oneMarketplace,
    ...onRequest,
    assumed: ['marketplaces'],
    sources: [schema('sellingPartnerSearchTermsReport'), research],
  },
  GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byDay },
    window: severalPeriods,
    marketplaces: oneMarketplace,
    ...onRequest,
    sources: [schema('sellingPartnerMarketBasketAnalysisReport'), research],
  },
  GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byWeek },
    window: severalPeriods,
    marketplaces: oneMarketplace,
    ...onRequest,
    sources: [schema('sellingPartnerRepeatPurchaseReport'), research],
  },
  GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byWeek, asin: { required: true } },
    window: onePeriod,
    marketplaces: oneMarketplace,
    ...onRequest,
    sources: [schema('sellingPartnerSearchQueryPerformanceReport'), research],
  },
  GET_BRAND_ANALYTICS_SEARCH_CATALOG_PERFORMANCE_REPORT: {
    format: { kind: 'json', records: 'dataByAsin' },
    options: { reportPeriod: byWeek, asins: { separator: ' ' } },
    window: onePeriod,
    marketplaces: oneMarketplace,
    ...onRequest,
    notes: ['The option asins accepts at most 200 characters.'],
    sources: [analytics, schema('sellingPartnerSearchCatalogPerformanceReport')],
  },
} as const satisfies ReportTypeRows
