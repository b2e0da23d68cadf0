import { describe, expect, it, test } from 'vitest'
import { marketplaces, type ReportTypeFacts, reportTypeFacts, reportTypes } from '../src/index.ts'

function facts(reportType: string): ReportTypeFacts {
  const row = reportTypeFacts(reportType)
  if (row === undefined) throw new Error(`${reportType} is not in the catalogue`)
  return row
}

/** What a source says about a report type, as a part of its row. */
const table: readonly (readonly [string, Partial<ReportTypeFacts>])[] = [
  ['GET_BRAND_ANALYTICS_ALTERNATE_PURCHASE_REPORT', { removed: {}, format: { kind: 'json', records: 'dataByAsin' } }],
  ['GET_BRAND_ANALYTICS_ITEM_COMPARISON_REPORT', { removed: {} }],
  ['GET_FLAT_FILE_GEO_OPPORTUNITIES', { removed: { date: '2021-07-13' } }],
  ['GET_DATE_RANGE_FINANCIAL_TRANSACTION_DATA', { requestable: false, schedulable: false }],
  ['GET_FBA_UNO_INVENTORY_DATA', { removed: { date: '2024-03-27' } }],
  ['GET_LEDGER_SUMMARY_VIEW_DATA', { options: expect.objectContaining({ FNSKU: {}, MSKU: {}, ASIN: {} }) }],
  ['GET_PENDING_ORDERS_DATA', { requestable: false, schedulable: true, assumed: ['requestable'] }],
  ['GET_FLAT_FILE_PENDING_ORDERS_DATA', { requestable: false, schedulable: true, assumed: ['requestable'] }],
  ['GET_GST_MTR_B2C_CUSTOM', { window: { maxLength: { days: 45 } } }],
  ['GET_ORDER_REPORT_DATA_SHIPPING', { window: { lookBack: { days: 38 } } }],
  ['GET_ORDER_REPORT_DATA_INVOICING', { window: { lookBack: { days: 38 } } }],
  ['GET_ORDER_REPORT_DATA_TAX', { window: { lookBack: { days: 38 } } }],
  [
    'GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA',
    { window: { minLength: { months: 1 }, maxLength: { months: 1 } } },
  ],
  [
    'MARKETPLACE_ASIN_PAGE_VIEW_METRICS',
    {
      schedulable: true,
      marketplaces: { countries: ['DE', 'FR', 'IT', 'ES', 'NL', 'PL', 'SE', 'BE', 'UK', 'IE'] },
    },
  ],
  [
    'GET_SALES_AND_TRAFFIC_REPORT',
    {
      frequency: { maxReports: 4, interval: { hours: 1 } },
      window: expect.objectContaining({ summedRecords: 'salesAndTrafficByAsin' }),
    },
  ],
  ['GET_VAT_TRANSACTION_DATA', { marketplaces: expect.objectContaining({ ignored: true }) }],
  [
    'GET_XML_RETURNS_DATA_BY_RETURN_DATE',
    { format: { kind: 'xml', record: 'return_details', root: 'AmazonEnvelope' } },
  ],
]

test('inventory planning is available everywhere but in the Netherlands, Poland, Sweden and Belgium', () => {
  const countries: readonly string[] = facts('GET_FBA_INVENTORY_PLANNING_DATA').marketplaces?.countries ?? []
  expect(Object.keys(marketplaces).filter((country) => !countries.includes(country))).toEqual(['NL', 'SE', 'PL', 'BE'])
})

test.each(table)('%s has the documented facts', (reportType, expected) => {
  expect(facts(reportType)).toMatchObject(expected)
})

describe('listings', () => {
  it.each([
    'GET_FLAT_FILE_OPEN_LISTINGS_DATA',
    'GET_MERCHANT_LISTINGS_ALL_DATA',
    'GET_MERCHANT_LISTINGS_DATA',
    'GET_MERCHANT_LISTINGS_DATA_BACK_COMPAT',
    'GET_MERCHANT_LISTINGS_INACTIVE_DATA',
    'GET_MERCHANT_LISTINGS_DATA_LITE',
    'GET_MERCHANT_LISTINGS_DATA_LITER',
    'GET_MERCHANT_CANCELLED_LISTINGS_DATA',
  ])('of %s have a locale and cover one marketplace', (reportType) => {
    const { options, marketplaces } = facts(reportType)
    expect(options).toHaveProperty('preferredReportDocumentLocale')
    expect(marketplaces).toEqual({ maxCount: 1, ifMore: 'ignored' })
  })
})

describe('all-orders reports', () => {
  const ofAllOrders = reportTypes().filter(({ reportType }) => /_(ALL|ARCHIVED)_ORDERS_DATA_/.test(reportType))

  it('ignore the marketplaces of a request', () => {
    expect(ofAllOrders).toHaveLength(5)
    for (const { marketplaces } of ofAllOrders) expect(marketplaces).toEqual({ ignored: true })
  })

  it('contain order-item-id in flat files', () => {
    for (const { format, columns } of ofAllOrders) {
      if (format.kind === 'tsv') expect(columns).toHaveProperty('order-item-id')
    }
  })
})

describe('columns', () => {
  it.each([
    ['GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT', 30, 'Recommended replenishment qty'],
    ['GET_FBA_INVENTORY_PLANNING_DATA', 77, 'estimated-ais-365-plus-days'],
    ['GET_STRANDED_INVENTORY_UI_DATA', 18, 'Date-to-take-auto-removal'],
    ['GET_FBA_FULFILLMENT_INBOUND_NONCOMPLIANCE_DATA', 20, 'problem-type'],
    ['GET_FBA_OVERAGE_FEE_CHARGES_DATA', 10, 'charged_fee_amount'],
    ['GET_FBA_STORAGE_FEE_CHARGES_DATA', 31, 'dangerous_goods_storage_type'],
    ['GET_VAT_TRANSACTION_DATA', 95, 'TAX_REPORTING_SCHEME'],
    ['SC_VAT_TAX_REPORT', 73, 'VAT Invoice Number'],
  ])('of %s are the %i that sources show', (reportType, count, example) => {
    const names = Object.keys(facts(reportType).columns ?? {})
    expect(names).toHaveLength(count)
    expect(names).toContain(example)
  })

  it('of delimited documents of sellers are known, except for these report types', () => {
    const unknown = reportTypes().filter(
      ({ format, columns, removed, api }) =>
        (format.kind === 'tsv' || format.kind === 'csv') &&
        columns === undefined &&
        removed === undefined &&
        api === 'selling-partner',
    )
    expect(unknown.map(({ reportType }) => reportType).sort()).toEqual([
      'GET_DATE_RANGE_FINANCIAL_TRANSACTION_DATA',
      'GET_FBA_FULFILLMENT_CUSTOMER_TAXES_DATA',
      'GET_FLAT_FILE_MFN_SKU_RETURN_ATTRIBUTES_REPORT',
      'GET_GST_MTR_B2B_CUSTOM',
      'GET_GST_MTR_B2C_CUSTOM',
      'GET_GST_STR_ADHOC',
      'GET_MFN_PANEU_OFFER_STATUS',
      'GET_PAN_EU_OFFER_STATUS',
      'GET_REMOTE_FULFILLMENT_ELIGIBILITY',
      'GET_STRANDED_INVENTORY_LOADER_DATA',
      'GST_MTR_B2B',
      'GST_MTR_B2C',
      'GST_MTR_STOCK_TRANSFER_REPORT',
    ])
  })
})
