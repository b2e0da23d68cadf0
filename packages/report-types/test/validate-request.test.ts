import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marketplaces, type RequestToValidate, reportTypes, splitWindow, validateRequest } from '../src/index.ts'

const now = new Date('2026-11-21T00:00:00Z')
const orders = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'
const searchTerms = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'

function codes(request: Omit<RequestToValidate, 'now'>): { errors: string[]; warnings: string[] } {
  const { errors, warnings } = validateRequest({ now, ...request })
  return { errors: errors.map(({ code }) => code), warnings: warnings.map(({ code }) => code) }
}

describe('a report type that cannot be requested', () => {
  it('is an error for settlements, which suggests collect and names the sources', () => {
    const { errors } = validateRequest({ reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2', now })
    expect(errors).toEqual([
      {
        code: 'MADE_BY_AMAZON',
        reason: expect.stringContaining('cannot be requested or scheduled'),
        suggestion: 'Get the finished reports with collect',
        sources: expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
      },
    ])
  })

  it('is an error for settlements of Amazon Pay, as a request and as a schedule', () => {
    const reportType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'
    expect(codes({ reportType }).errors).toEqual(['MADE_BY_AMAZON'])
    expect(codes({ reportType, schedule: true }).errors).toEqual(['MADE_BY_AMAZON'])
  })

  it('is an error as a request, but not as a schedule, if only a schedule can create it', () => {
    expect(codes({ reportType: 'GET_ORDER_REPORT_DATA_SHIPPING' }).errors).toEqual(['SCHEDULE_ONLY'])
    expect(codes({ reportType: 'GET_ORDER_REPORT_DATA_SHIPPING', schedule: true }).errors).toEqual([])
  })

  it('is an error as a schedule if only a request can create it', () => {
    expect(codes({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', schedule: true }).errors).toEqual(['NOT_SCHEDULABLE'])
  })

  it('is only a warning if the catalogue assumes it', () => {
    expect(codes({ reportType: 'GST_MTR_STOCK_TRANSFER_REPORT' })).toEqual({
      errors: [],
      warnings: ['SCHEDULE_ONLY'],
    })
  })
})

describe('a removed report type', () => {
  const reportType = 'GET_V2_SETTLEMENT_REPORT_DATA_XML'

  it('is an error from the date of removal, and names the successor', () => {
    const removal = validateRequest({ reportType, now }).errors.find(({ code }) => code === 'REMOVED')
    expect(removal?.reason).toBe(`${reportType} was removed on 2026-11-11`)
    expect(removal?.suggestion).toBe('Use GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2')
    const onTheDay = validateRequest({ reportType, now: new Date('2026-11-11T00:00:00Z') })
    expect(onTheDay.errors.map(({ code }) => code)).toContain('REMOVED')
  })

  it('is a warning before that date', () => {
    const { errors, warnings } = validateRequest({ reportType, now: new Date('2026-11-10T23:59:59Z') })
    expect(errors.map(({ code }) => code)).not.toContain('REMOVED')
    expect(warnings.find(({ code }) => code === 'REMOVED')?.reason).toMatch(/will be removed on 2026-11-11/)
  })

  it('is a warning if no source gives the date', () => {
    expect(codes({ reportType: 'GET_FBA_INVENTORY_AGED_DATA' })).toEqual({ errors: [], warnings: ['REMOVED'] })
  })
})

describe('a window', () => {
  it('that is too long is an error that suggests splitWindow', () => {
    const { errors } = validateRequest({
      reportType: orders,
      from: '2026-09-01T00:00:00Z',
      to: '2026-11-01T00:00:00Z',
      now,
    })
    expect(errors[0]).toMatchObject({
      code: 'WINDOW_TOO_LONG',
      reason: 'The maximum length of a window is 30 days: Amazon returns an empty report for a longer window',
      suggestion: 'Split the window with splitWindow',
    })
  })

  it('of exactly the maximum length has no issues', () => {
    expect(codes({ reportType: orders, from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z' }).errors).toEqual([])
  })

  it('that is too long is a warning if the catalogue assumes the limit', () => {
    const window = { from: '2026-09-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }
    const reportType = 'GET_FLAT_FILE_ARCHIVED_ORDERS_DATA_BY_ORDER_DATE'
    expect(codes({ reportType, ...window })).toEqual({ errors: [], warnings: ['WINDOW_TOO_LONG'] })
  })

  it('that Amazon shortens is a warning', () => {
    const window = { from: '2024-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }
    expect(codes({ reportType: 'END_USER_DATA_REPORT', ...window })).toEqual({
      errors: [],
      warnings: ['WINDOW_TOO_LONG'],
    })
  })

  it('without an end ends now', () => {
    expect(codes({ reportType: orders, from: '2026-09-01T00:00:00Z' }).errors).toEqual(['WINDOW_TOO_LONG'])
  })

  it('that is missing, empty, too short, too early or in the future is a warning', () => {
    const listings = { reportType: orders }
    expect(codes({ reportType: searchTerms, reportOptions: { reportPeriod: 'DAY' } }).warnings).toEqual([
      'WINDOW_MISSING',
    ])
    expect(codes({ ...listings, from: now, to: now }).warnings).toEqual(['WINDOW_EMPTY'])
    expect(codes({ ...listings, from: now, to: '2026-11-22T00:00:00Z' }).warnings).toEqual(['WINDOW_IN_FUTURE'])
    const feedback = { reportType: 'GET_SELLER_FEEDBACK_DATA', from: '2026-11-18T00:00:00Z', to: now }
    expect(codes(feedback).warnings).toEqual(['WINDOW_TOO_SHORT'])
    expect(codes({ ...feedback, from: '2026-11-16T00:00:00Z' }).warnings).toEqual([])
    const ledger = { reportType: 'GET_LEDGER_DETAIL_VIEW_DATA', from: '2025-01-01T00:00:00Z', to: now }
    expect(codes(ledger).warnings).toEqual(['WINDOW_TOO_EARLY'])
  })

  it('whose data is not yet available is a warning that says when to request it', () => {
    const reportOptions = { reportPeriod: 'DAY', distributorView: 'SOURCING', sellingProgram: 'RETAIL' }
    const window = { from: '2026-11-18T00:00:00Z', to: '2026-11-20T00:00:00Z' }
    const { warnings } = validateRequest({ reportType: 'GET_VENDOR_SALES_REPORT', ...window, reportOptions, now })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatchObject({
      code: 'DATA_NOT_YET_AVAILABLE',
      reason: 'Data can be up to 72 hours late',
      suggestion: 'Request the report after 2026-11-23T00:00:00.000Z, or request it again later',
    })
  })

  it('is not checked for a schedule, because each of its reports has its own window', () => {
    const reportType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'
    expect(codes({ reportType }).warnings).toEqual(['WINDOW_MISSING'])
    expect(codes({ reportType, schedule: true }).warnings).toEqual([])
  })

  it('that is not an instant is a TypeError', () => {
    expect(() => validateRequest({ reportType: orders, from: 'yesterday' })).toThrow(TypeError)
  })
})

describe('periods', () => {
  const reportOptions = { reportPeriod: 'WEEK' }

  it('are an error if there are several but a request can cover only one', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-15T00:00:00Z' }
    expect(codes({ reportType: searchTerms, ...window, reportOptions }).errors).toEqual(['SEVERAL_PERIODS'])
  })

  it('are an error if the window starts within one', () => {
    const window = { from: '2026-11-02T00:00:00Z', to: '2026-11-08T00:00:00Z' }
    const { errors } = validateRequest({ reportType: searchTerms, ...window, reportOptions, now })
    expect(errors[0]).toMatchObject({ code: 'PARTIAL_PERIOD', reason: expect.stringContaining('Sunday to Saturday') })
  })

  it('are an error if the window starts with one and ends within it', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-06T00:00:00Z' }
    expect(codes({ reportType: searchTerms, ...window, reportOptions }).errors).toEqual(['PARTIAL_PERIOD'])
  })

  it('can end with the last second of their last day', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-07T23:59:59Z' }
    expect(codes({ reportType: searchTerms, ...window, reportOptions })).toEqual({ errors: [], warnings: [] })
  })

  it('are a warning if Amazon widens the window', () => {
    const request = { reportType: 'GET_SALES_AND_TRAFFIC_REPORT', reportOptions: { dateGranularity: 'WEEK' } }
    const window = { from: '2026-11-02T00:00:00Z', to: '2026-11-08T00:00:00Z' }
    expect(codes({ ...request, ...window })).toEqual({ errors: [], warnings: ['PARTIAL_PERIOD'] })
  })
})

describe('options', () => {
  it('that are not documented are a warning, which suggests one that differs only in case', () => {
    const request = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', reportOptions: { Custom: 'true' } }
    const { warnings } = validateRequest(request)
    expect(warnings[0]).toMatchObject({
      code: 'UNKNOWN_OPTION',
      suggestion: expect.stringContaining('Did you mean custom?'),
    })
  })

  it('with an undocumented value are a warning, which contains the documented values but not that value', () => {
    const request = { reportType: 'GET_LEDGER_SUMMARY_VIEW_DATA', reportOptions: { aggregateByLocation: 'Country' } }
    const { warnings } = validateRequest(request)
    expect(warnings[0]).toMatchObject({
      code: 'UNKNOWN_VALUE',
      suggestion: 'Use one of the documented values: COUNTRY, FC',
    })
    expect(JSON.stringify(warnings[0]?.reason)).not.toContain('Country')
  })

  it('with a list of values are checked value by value', () => {
    const reportType = 'FBA_BULK_INVOICE'
    expect(codes({ reportType, reportOptions: { invoiceTypes: 'SELLER_COPY, CUSTOMER_COPY' } }).warnings).toEqual([])
    expect(codes({ reportType, reportOptions: { invoiceTypes: 'SELLER_COPY,ANY' } }).warnings).toEqual([
      'UNKNOWN_VALUE',
    ])
  })

  it.each([
    ['GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT', 'asin', ' '],
    ['GET_BRAND_ANALYTICS_SEARCH_CATALOG_PERFORMANCE_REPORT', 'asins', ' '],
    ['FBA_BULK_INVOICE', 'orderIds', ','],
    ['FBA_BULK_INVOICE', 'shipmentIds', ','],
  ])('of %s: %s can have 200 characters', (reportType, option, separator) => {
    const issues = (value: string) =>
      codes({ reportType, reportOptions: { reportPeriod: 'WEEK', [option]: value } }).warnings
    const longest = Array.from({ length: 20 }, () => 'B000000000')
      .join(separator)
      .slice(0, 200)
    expect(issues(longest)).not.toContain('VALUE_TOO_LONG')
    expect(issues(`${longest}0`)).toContain('VALUE_TOO_LONG')
  })

  it('that are too long are reported without their value', () => {
    const request = { reportType: 'FBA_BULK_INVOICE', reportOptions: { orderIds: '1'.repeat(201) } }
    expect(validateRequest(request).warnings).toEqual([
      expect.objectContaining({
        code: 'VALUE_TOO_LONG',
        reason: 'The option orderIds has 201 characters, and Amazon accepts at most 200',
        suggestion: 'Divide the values of orderIds among several requests',
      }),
    ])
  })

  it('that are required and missing are a warning', () => {
    const request = { reportType: 'GET_VENDOR_FORECASTING_REPORT', reportOptions: {} }
    expect(validateRequest(request).warnings[0]).toMatchObject({
      code: 'MISSING_OPTION',
      suggestion: 'Set sellingProgram to one of: RETAIL, FRESH',
    })
  })

  it('of an invoice must form a complete set', () => {
    const reportType = 'GET_AB_INVOICE_PDF'
    expect(codes({ reportType, reportOptions: { invoiceId: '1', documentType: 'Invoice' } }).warnings).toEqual([])
    expect(codes({ reportType, reportOptions: { invoiceId: '1' } }).warnings).toEqual(['MISSING_OPTION'])
  })

  it('are not checked if no source lists any', () => {
    expect(codes({ reportType: orders, reportOptions: { anything: 'goes' } }).warnings).toEqual([])
  })

  it('that are undefined count as missing, and the names of Object.prototype are unknown', () => {
    const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
    expect(codes({ reportType, reportOptions: { custom: undefined } }).warnings).toEqual([])
    expect(codes({ reportType, reportOptions: { toString: 'x' } }).warnings).toEqual(['UNKNOWN_OPTION'])
  })
})

describe('records that are totals of the window', () => {
  const reportType = 'GET_SALES_AND_TRAFFIC_REPORT'
  const from = '2026-11-01T00:00:00Z'

  it.each([
    ['one day', {}, '2026-11-02T00:00:00Z', []],
    ['two days', {}, '2026-11-03T00:00:00Z', ['SUMMED_PERIODS']],
    ['one week, by week', { dateGranularity: 'WEEK' }, '2026-11-08T00:00:00Z', []],
    ['two weeks, by week', { dateGranularity: 'WEEK' }, '2026-11-15T00:00:00Z', ['SUMMED_PERIODS']],
  ])('are a warning if there are several periods: %s', (_, reportOptions, to, expected) => {
    const { errors, warnings } = codes({ reportType, reportOptions, from, to })
    expect(errors).toEqual([])
    expect(warnings).toEqual(expected)
  })

  it('are named with the way to get each day', () => {
    const { warnings } = validateRequest({ reportType, from, to: '2026-11-03T00:00:00Z', now })
    expect(warnings[0]).toMatchObject({
      reason: 'The records of salesAndTrafficByAsin are totals of the whole window, not of each day',
      suggestion: 'Request one day at a time if you need those records for each day',
    })
  })
})

describe('marketplaces', () => {
  const [US, CA, DE] = [marketplaces.US.id, marketplaces.CA.id, marketplaces.DE.id]

  it('that are too many are an error if a source says that Amazon refuses them', () => {
    const request = { reportType: 'GET_SALES_AND_TRAFFIC_REPORT', marketplaceIds: [US, CA] }
    expect(codes(request)).toEqual({ errors: ['TOO_MANY_MARKETPLACES'], warnings: [] })
  })

  it('that are too many are a warning if Amazon ignores the others', () => {
    const request = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: [US, CA] }
    expect(codes(request)).toEqual({ errors: [], warnings: ['TOO_MANY_MARKETPLACES'] })
  })

  it('that are too many are a warning if the catalogue assumes that Amazon refuses them', () => {
    const request = { reportType: searchTerms, marketplaceIds: [US, CA] }
    expect(codes(request).errors).toEqual([])
    expect(codes(request).warnings).toContain('TOO_MANY_MARKETPLACES')
  })

  it('without the report type are a warning, but unknown ids are not', () => {
    const reportType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_TAX'
    expect(codes({ reportType, marketplaceIds: [US, DE] }).warnings).toEqual(['NOT_IN_MARKETPLACE'])
    expect(codes({ reportType, marketplaceIds: ['A1NEWMARKETPLACE'] }).warnings).toEqual([])
  })
})

describe('validateRequest', () => {
  it('returns no issues for an unknown report type', () => {
    expect(validateRequest({ reportType: 'GET_NOTHING', from: 'yesterday' })).toEqual({ errors: [], warnings: [] })
  })

  it('never reports a window of splitWindow as too long or as several periods', () => {
    const instant = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: now, noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...reportTypes()), instant, instant, (facts, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one]
        const reportOptions = { reportPeriod: 'MONTH', dateGranularity: 'MONTH' }
        const windows = splitWindow(facts.reportType, from, to, reportOptions)
        const found = windows.flatMap(
          (window) => codes({ reportType: facts.reportType, ...window, reportOptions }).errors,
        )
        expect(found.filter((code) => code === 'WINDOW_TOO_LONG' || code === 'SEVERAL_PERIODS')).toEqual([])
      }),
    )
  })

  it('gives every issue a reason, a suggestion and a source', () => {
    const issues = reportTypes().flatMap(({ reportType }) => {
      const { errors, warnings } = validateRequest({ reportType, from: '2020-01-01T00:00:00Z', to: now, now })
      return [...errors, ...warnings]
    })
    expect(issues.length).toBeGreaterThan(20)
    expect(
      issues.filter(({ reason, suggestion, sources }) => reason === '' || suggestion === '' || sources.length === 0),
    ).toEqual([])
  })
})
