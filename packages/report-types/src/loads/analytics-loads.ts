import { airbyte, githubIssue, schema } from '../sources.ts'
import type { LoadFacts, LoadTable } from './load-facts.ts'
import { airbyteDocs, airbyteSalesAndTraffic, daton, datonVendor, hotglue, openbridge } from './load-sources.ts'

const quota = githubIssue(
  'GET_SALES_AND_TRAFFIC_REPORT returning 429 rate-limit errors',
  'amzn/selling-partner-api-models#5210',
  '2026-04-29',
)

/** Amazon restates the values for weeks. */
const salesAndTraffic = {
  mode: 'replace',
  lookBack: { days: 35 },
  holdBack: { days: 2 },
  notes: ['One connector requests the last 15 days again, and those of 21, 28 and 35 days ago.'],
} as const

/** Amazon publishes the data of a period 72 hours after its end, and an earlier request ends as FATAL. */
const vendorPeriods = {
  mode: 'replace',
  scope: { by: 'values', columns: ['startDate'] },
  key: ['startDate', 'asin'],
  cursor: 'startDate',
  holdBack: { days: 4 },
} as const

const vendorStock = {
  ...vendorPeriods,
  options: ['reportPeriod', 'distributorView', 'sellingProgram'],
  sources: [airbyte, datonVendor],
} as const satisfies LoadFacts

const vendorTraffic = {
  ...vendorPeriods,
  options: ['reportPeriod'],
  sources: [airbyte, datonVendor],
} as const satisfies LoadFacts

const realTime = {
  mode: 'replace',
  scope: { by: 'values', columns: ['startTime'] },
  key: ['startTime', 'asin'],
  cursor: 'startTime',
  sources: [hotglue, airbyte],
} as const satisfies LoadFacts

const brandPeriods = {
  mode: 'replace',
  scope: { by: 'values', columns: ['startDate'] },
  cursor: 'startDate',
  options: ['reportPeriod'],
  assumed: ['key', 'scope'],
} as const

/** Sales, traffic, brands and vendors. */
export const analyticsLoads = {
  GET_SALES_AND_TRAFFIC_REPORT: [
    {
      ...salesAndTraffic,
      records: 'salesAndTrafficByDate',
      scope: { by: 'values', columns: ['date'] },
      key: ['date'],
      cursor: 'date',
      options: ['dateGranularity'],
      sources: [daton, openbridge, airbyteSalesAndTraffic],
    },
    {
      ...salesAndTraffic,
      records: 'salesAndTrafficByAsin',
      scope: { by: 'window' },
      key: ['parentAsin', 'childAsin', 'sku'],
      windowLength: { days: 1 },
      options: ['asinGranularity'],
      notes: [
        ...salesAndTraffic.notes,
        'The records do not contain a date, and are totals of the window. With asinGranularity PARENT or CHILD, they do not contain the finer ids.',
      ],
      sources: [daton, airbyteDocs, quota],
    },
  ],
  GET_VENDOR_SALES_REPORT: [vendorStock],
  GET_VENDOR_INVENTORY_REPORT: [{ ...vendorStock, sources: [airbyte, datonVendor, hotglue] }],
  GET_VENDOR_TRAFFIC_REPORT: [vendorTraffic],
  GET_VENDOR_NET_PURE_PRODUCT_MARGIN_REPORT: [vendorTraffic],
  GET_VENDOR_FORECASTING_REPORT: [
    {
      mode: 'snapshot',
      key: ['forecastGenerationDate', 'asin', 'startDate'],
      options: ['sellingProgram'],
      sources: [airbyte, schema('vendorForecastingReport')],
    },
  ],
  GET_VENDOR_REAL_TIME_SALES_REPORT: [{ ...realTime, options: ['currencyCode'], history: { days: 13 } }],
  GET_VENDOR_REAL_TIME_INVENTORY_REPORT: [{ ...realTime, history: { days: 6 } }],
  GET_VENDOR_REAL_TIME_TRAFFIC_REPORT: [{ ...realTime, history: { days: 13 } }],
  GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: [
    {
      mode: 'replace',
      scope: { by: 'window' },
      key: ['departmentName', 'searchTerm', 'clickShareRank'],
      options: ['reportPeriod'],
      notes: ['The records do not contain a date.'],
      assumed: ['key', 'scope'],
      sources: [airbyte, schema('sellingPartnerSearchTermsReport')],
    },
  ],
  GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT: [
    {
      ...brandPeriods,
      key: ['startDate', 'asin', 'purchasedWithAsin'],
      sources: [airbyte, schema('sellingPartnerMarketBasketAnalysisReport')],
    },
  ],
  GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT: [
    { ...brandPeriods, key: ['startDate', 'asin'], sources: [airbyte, schema('sellingPartnerRepeatPurchaseReport')] },
  ],
  GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT: [
    {
      ...brandPeriods,
      scope: { by: 'values', columns: ['startDate', 'asin'] },
      key: ['startDate', 'asin', 'searchQueryData.searchQuery'],
      sources: [airbyte, schema('sellingPartnerSearchQueryPerformanceReport')],
    },
  ],
} as const satisfies LoadTable
