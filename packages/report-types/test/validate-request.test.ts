import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marketplaces, type RequestToValidate, reportTypes, splitWindow, validateRequest } from '../src/index.ts'

const now = new Date('2026-11-21T00:00:00Z')
const orders = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'
const searchTerms = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'

function codes(request: Omit<RequestToValidate, 'now'>): { refusals: string[]; warnings: string[] } {
  const { refusals, warnings } = validateRequest({ now, ...request })
  return { refusals: refusals.map(({ code }) => code), warnings: warnings.map(({ code }) => code) }
}

describe('what Amazon does not make on request', () => {
  it('is refused for settlements, with collect as the way out and the sources', () => {
    const { refusals } = validateRequest({ reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2', now })
    expect(refusals).toEqual([
      {
        code: 'MADE_BY_AMAZON',
        reason: expect.stringContaining('cannot be asked for or scheduled'),
        suggestion: 'Take the finished ones with collect',
        sources: expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
      },
    ])
  })

  it('is refused for Amazon Pay’s settlements too, by request and by schedule', () => {
    const reportType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'
    expect(codes({ reportType }).refusals).toEqual(['MADE_BY_AMAZON'])
    expect(codes({ reportType, schedule: true }).refusals).toEqual(['MADE_BY_AMAZON'])
  })

  it('is refused where only a schedule can make it, and passed with one', () => {
    expect(codes({ reportType: 'GET_ORDER_REPORT_DATA_SHIPPING' }).refusals).toEqual(['SCHEDULE_ONLY'])
    expect(codes({ reportType: 'GET_ORDER_REPORT_DATA_SHIPPING', schedule: true }).refusals).toEqual([])
  })

  it('is refused as a schedule where only requests can make it', () => {
    expect(codes({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', schedule: true }).refusals).toEqual([
      'NOT_SCHEDULABLE',
    ])
  })

  it('is only a warning where no source says so', () => {
    expect(codes({ reportType: 'GST_MTR_STOCK_TRANSFER_REPORT' })).toEqual({
      refusals: [],
      warnings: ['SCHEDULE_ONLY'],
    })
  })
})

describe('a removed report type', () => {
  const reportType = 'GET_V2_SETTLEMENT_REPORT_DATA_XML'

  it('is refused from its day on, and names its successor', () => {
    const removal = validateRequest({ reportType, now }).refusals.find(({ code }) => code === 'REMOVED')
    expect(removal?.reason).toBe(`${reportType} was removed on 2026-11-11`)
    expect(removal?.suggestion).toBe('Use GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2')
    const onTheDay = validateRequest({ reportType, now: new Date('2026-11-11T00:00:00Z') })
    expect(onTheDay.refusals.map(({ code }) => code)).toContain('REMOVED')
  })

  it('is a warning before', () => {
    const { refusals, warnings } = validateRequest({ reportType, now: new Date('2026-11-10T23:59:59Z') })
    expect(refusals.map(({ code }) => code)).not.toContain('REMOVED')
    expect(warnings.find(({ code }) => code === 'REMOVED')?.reason).toMatch(/will be removed on 2026-11-11/)
  })

  it('is a warning where no source tells the day', () => {
    expect(codes({ reportType: 'GET_FBA_INVENTORY_AGED_DATA' })).toEqual({ refusals: [], warnings: ['REMOVED'] })
  })
})

describe('a window', () => {
  it('that is too long is refused, with splitWindow as the way out', () => {
    const { refusals } = validateRequest({
      reportType: orders,
      from: '2026-09-01T00:00:00Z',
      to: '2026-11-01T00:00:00Z',
      now,
    })
    expect(refusals[0]).toMatchObject({
      code: 'WINDOW_TOO_LONG',
      reason: 'A window is at most 30 days long: Amazon answers a longer window with an empty report',
      suggestion: 'Split it with splitWindow',
    })
  })

  it('of exactly the longest is passed', () => {
    expect(codes({ reportType: orders, from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z' }).refusals).toEqual([])
  })

  it('that is too long by an assumption only is a warning', () => {
    const window = { from: '2026-09-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }
    const reportType = 'GET_FLAT_FILE_ARCHIVED_ORDERS_DATA_BY_ORDER_DATE'
    expect(codes({ reportType, ...window })).toEqual({ refusals: [], warnings: ['WINDOW_TOO_LONG'] })
  })

  it('that Amazon shortens by itself is a warning', () => {
    const window = { from: '2024-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }
    expect(codes({ reportType: 'END_USER_DATA_REPORT', ...window })).toEqual({
      refusals: [],
      warnings: ['WINDOW_TOO_LONG'],
    })
  })

  it('without an end lasts until now', () => {
    expect(codes({ reportType: orders, from: '2026-09-01T00:00:00Z' }).refusals).toEqual(['WINDOW_TOO_LONG'])
  })

  it('that is missing, empty, too short, too early or in the future is a warning', () => {
    const listings = { reportType: orders }
    expect(codes({ reportType: searchTerms, reportOptions: { reportPeriod: 'DAY' } }).warnings).toEqual([
      'WINDOW_MISSING',
    ])
    expect(codes({ ...listings, from: now, to: now }).warnings).toEqual(['WINDOW_EMPTY'])
    expect(codes({ ...listings, from: now, to: '2026-11-22T00:00:00Z' }).warnings).toEqual(['WINDOW_IN_THE_FUTURE'])
    const feedback = { reportType: 'GET_SELLER_FEEDBACK_DATA', from: '2026-11-18T00:00:00Z', to: now }
    expect(codes(feedback).warnings).toEqual(['WINDOW_TOO_SHORT'])
    expect(codes({ ...feedback, from: '2026-11-16T00:00:00Z' }).warnings).toEqual([])
    const ledger = { reportType: 'GET_LEDGER_DETAIL_VIEW_DATA', from: '2025-01-01T00:00:00Z', to: now }
    expect(codes(ledger).warnings).toEqual(['WINDOW_TOO_EARLY'])
  })

  it('whose data is not there yet is a warning that says when to ask', () => {
    const reportOptions = { reportPeriod: 'DAY', distributorView: 'SOURCING', sellingProgram: 'RETAIL' }
    const window = { from: '2026-11-18T00:00:00Z', to: '2026-11-20T00:00:00Z' }
    const { warnings } = validateRequest({ reportType: 'GET_VENDOR_SALES_REPORT', ...window, reportOptions, now })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatchObject({
      code: 'DATA_NOT_THERE_YET',
      reason: 'Data may come up to 72 hours late',
      suggestion: 'Ask after 2026-11-23T00:00:00.000Z, or again later',
    })
  })

  it('is not judged for a schedule, whose reports have windows of their own', () => {
    const reportType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'
    expect(codes({ reportType }).warnings).toEqual(['WINDOW_MISSING'])
    expect(codes({ reportType, schedule: true }).warnings).toEqual([])
  })

  it('that is no instant is a TypeError', () => {
    expect(() => validateRequest({ reportType: orders, from: 'yesterday' })).toThrow(TypeError)
  })
})

describe('periods', () => {
  const reportOptions = { reportPeriod: 'WEEK' }

  it('are refused when there are several where one request holds one', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-15T00:00:00Z' }
    expect(codes({ reportType: searchTerms, ...window, reportOptions }).refusals).toEqual(['SEVERAL_PERIODS'])
  })

  it('are refused when the window begins or ends within one', () => {
    const window = { from: '2026-11-02T00:00:00Z', to: '2026-11-08T00:00:00Z' }
    const { refusals } = validateRequest({ reportType: searchTerms, ...window, reportOptions, now })
    expect(refusals[0]).toMatchObject({ code: 'PARTIAL_PERIOD', reason: expect.stringContaining('Sunday to Saturday') })
  })

  it('are refused when the window ends within one that it begins with', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-06T00:00:00Z' }
    expect(codes({ reportType: searchTerms, ...window, reportOptions }).refusals).toEqual(['PARTIAL_PERIOD'])
  })

  it('may end with the last second of their last day', () => {
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-07T23:59:59Z' }
    expect(codes({ reportType: searchTerms, ...window, reportOptions })).toEqual({ refusals: [], warnings: [] })
  })

  it('that Amazon widens are a warning', () => {
    const request = { reportType: 'GET_SALES_AND_TRAFFIC_REPORT', reportOptions: { dateGranularity: 'WEEK' } }
    const window = { from: '2026-11-02T00:00:00Z', to: '2026-11-08T00:00:00Z' }
    expect(codes({ ...request, ...window })).toEqual({ refusals: [], warnings: ['PARTIAL_PERIOD'] })
  })
})

describe('options', () => {
  it('that are not documented are a warning, and one that differs in case is pointed out', () => {
    const request = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', reportOptions: { Custom: 'true' } }
    const { warnings } = validateRequest(request)
    expect(warnings[0]).toMatchObject({
      code: 'UNKNOWN_OPTION',
      suggestion: expect.stringContaining('Did you mean custom?'),
    })
  })

  it('with a value outside the list are a warning that gives the list, but not the value', () => {
    const request = { reportType: 'GET_LEDGER_SUMMARY_VIEW_DATA', reportOptions: { aggregateByLocation: 'Country' } }
    const { warnings } = validateRequest(request)
    expect(warnings[0]).toMatchObject({ code: 'UNKNOWN_VALUE', suggestion: 'Documented: COUNTRY, FC' })
    expect(JSON.stringify(warnings[0]?.reason)).not.toContain('Country')
  })

  it('of several values in one text are judged one by one', () => {
    const reportType = 'FBA_BULK_INVOICE'
    expect(codes({ reportType, reportOptions: { invoiceTypes: 'SELLER_COPY, CUSTOMER_COPY' } }).warnings).toEqual([])
    expect(codes({ reportType, reportOptions: { invoiceTypes: 'SELLER_COPY,ANY' } }).warnings).toEqual([
      'UNKNOWN_VALUE',
    ])
  })

  it('that are required and missing are a warning', () => {
    const request = { reportType: 'GET_VENDOR_FORECASTING_REPORT', reportOptions: {} }
    expect(validateRequest(request).warnings[0]).toMatchObject({
      code: 'MISSING_OPTION',
      suggestion: 'Give sellingProgram: RETAIL, FRESH',
    })
  })

  it('of an invoice have to make a whole set', () => {
    const reportType = 'GET_AB_INVOICE_PDF'
    expect(codes({ reportType, reportOptions: { invoiceId: '1', documentType: 'Invoice' } }).warnings).toEqual([])
    expect(codes({ reportType, reportOptions: { invoiceId: '1' } }).warnings).toEqual(['MISSING_OPTION'])
  })

  it('are not judged where no source lists any', () => {
    expect(codes({ reportType: orders, reportOptions: { anything: 'goes' } }).warnings).toEqual([])
  })

  it('that are undefined count as left out, and names of Object’s own are unknown', () => {
    const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
    expect(codes({ reportType, reportOptions: { custom: undefined } }).warnings).toEqual([])
    expect(codes({ reportType, reportOptions: { toString: 'x' } }).warnings).toEqual(['UNKNOWN_OPTION'])
  })
})

describe('marketplaces', () => {
  const [US, CA, DE] = [marketplaces.US.id, marketplaces.CA.id, marketplaces.DE.id]

  it('that are too many are refused where a source says that Amazon fails', () => {
    const request = { reportType: 'GET_SALES_AND_TRAFFIC_REPORT', marketplaceIds: [US, CA] }
    expect(codes(request)).toEqual({ refusals: ['TOO_MANY_MARKETPLACES'], warnings: [] })
  })

  it('that are too many are a warning where Amazon ignores the others', () => {
    const request = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: [US, CA] }
    expect(codes(request)).toEqual({ refusals: [], warnings: ['TOO_MANY_MARKETPLACES'] })
  })

  it('that are too many are a warning where that Amazon fails is assumed', () => {
    const request = { reportType: searchTerms, marketplaceIds: [US, CA] }
    expect(codes(request).refusals).toEqual([])
    expect(codes(request).warnings).toContain('TOO_MANY_MARKETPLACES')
  })

  it('that the report type is not documented for are a warning, but not those that nobody knows', () => {
    const reportType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_TAX'
    expect(codes({ reportType, marketplaceIds: [US, DE] }).warnings).toEqual(['NOT_IN_MARKETPLACE'])
    expect(codes({ reportType, marketplaceIds: ['A1NEWMARKETPLACE'] }).warnings).toEqual([])
  })
})

describe('validateRequest', () => {
  it('has nothing against an unknown report type', () => {
    expect(validateRequest({ reportType: 'GET_NOTHING', from: 'yesterday' })).toEqual({ refusals: [], warnings: [] })
  })

  it('never calls a window of splitWindow too long, or one of several periods', () => {
    const instant = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: now, noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...reportTypes()), instant, instant, (facts, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one]
        const reportOptions = { reportPeriod: 'MONTH', dateGranularity: 'MONTH' }
        const windows = splitWindow(facts.reportType, from, to, reportOptions)
        const found = windows.flatMap(
          (window) => codes({ reportType: facts.reportType, ...window, reportOptions }).refusals,
        )
        expect(found.filter((code) => code === 'WINDOW_TOO_LONG' || code === 'SEVERAL_PERIODS')).toEqual([])
      }),
    )
  })

  it('gives every finding a reason, a way out and a source', () => {
    const findings = reportTypes().flatMap(({ reportType }) => {
      const { refusals, warnings } = validateRequest({ reportType, from: '2020-01-01T00:00:00Z', to: now, now })
      return [...refusals, ...warnings]
    })
    expect(findings.length).toBeGreaterThan(20)
    expect(
      findings.filter(({ reason, suggestion, sources }) => reason === '' || suggestion === '' || sources.length === 0),
    ).toEqual([])
  })
})
