import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReportTypeFacts, reportTypes, splitWindow, type Window } from '../src/index.ts'
import { endOfPeriod, type Period, startOfPeriod } from '../src/windows/period.ts'
import { addDuration } from '../src/windows/split-window.ts'

const orders = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'
const shipments = 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL'
const searchTerms = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'

const periods: readonly Period[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']
const instant = fc.date({
  min: new Date('2019-01-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
})
/** Generates a request for one of the report types that match. */
const requestsFor = (matches: (facts: ReportTypeFacts) => boolean) =>
  fc.record({
    facts: fc.constantFrom(...reportTypes().filter(matches)),
    bounds: fc.tuple(instant, instant).map((pair) => pair.sort((one, other) => one.getTime() - other.getTime())),
    period: fc.option(fc.constantFrom(...periods), { nil: undefined }),
  })

/** Formats windows as `2026-01-01/2026-02-01`, without the time if it is midnight. */
function format(windows: readonly Window[]): string[] {
  const formatDate = (date: Date) =>
    date
      .toISOString()
      .replace(/:00\.000Z$/, 'Z')
      .replace('T00:00Z', '')
  return windows.map(({ from, to }) => `${formatDate(from)}/${formatDate(to)}`)
}

describe('splitWindow', () => {
  it('splits after the maximum number of days', () => {
    expect(format(splitWindow(orders, '2026-01-01T00:00:00Z', '2026-03-10T06:30:00Z'))).toEqual([
      '2026-01-01/2026-01-31',
      '2026-01-31/2026-03-02',
      '2026-03-02/2026-03-10T06:30Z',
    ])
  })

  it('splits on the first of a month if the limit is a month', () => {
    expect(format(splitWindow(shipments, '2026-01-31T12:00:00Z', '2026-03-05T00:00:00Z'))).toEqual([
      '2026-01-31T12:00Z/2026-02-01',
      '2026-02-01/2026-03-01',
      '2026-03-01/2026-03-05',
    ])
  })

  it('returns one window per week, Sunday to Saturday, if a request can cover only one', () => {
    const weeks = splitWindow(searchTerms, '2026-11-01T00:00:00Z', '2026-11-15T00:00:00Z', { reportPeriod: 'WEEK' })
    expect(format(weeks)).toEqual(['2026-11-01/2026-11-08', '2026-11-08/2026-11-15'])
  })

  it('returns one window per quarter, and keeps a partial quarter', () => {
    const quarters = splitWindow(searchTerms, '2026-01-01T00:00:00Z', '2026-08-01T00:00:00Z', {
      reportPeriod: 'QUARTER',
    })
    expect(format(quarters)).toEqual(['2026-01-01/2026-04-01', '2026-04-01/2026-07-01', '2026-07-01/2026-08-01'])
  })

  it('keeps several periods together if a request can cover them', () => {
    const window = ['2026-11-01T00:00:00Z', '2026-11-15T00:00:00Z'] as const
    expect(splitWindow('GET_VENDOR_SALES_REPORT', ...window, { reportPeriod: 'WEEK' })).toHaveLength(1)
  })

  it('does not split a period, which would lose it', () => {
    const windows = splitWindow('END_USER_DATA_REPORT', '2025-01-05T00:00:00Z', '2026-01-18T00:00:00Z', {
      reportPeriod: 'WEEK',
    })
    expect(format(windows)).toEqual(['2025-01-05/2026-01-04', '2026-01-04/2026-01-18'])
  })

  it('counts whole days if Amazon does', () => {
    const type = 'MARKETPLACE_ASIN_PAGE_VIEW_METRICS'
    expect(format(splitWindow(type, '2026-11-01T18:00:00Z', '2026-11-10T00:00:00Z'))).toEqual([
      '2026-11-01T18:00Z/2026-11-08',
      '2026-11-08/2026-11-10',
    ])
  })

  it('does not split the window of an unknown report type, or of one without a limit', () => {
    const window = ['2020-01-01T00:00:00Z', '2026-01-01T00:00:00Z'] as const
    expect(format(splitWindow('GET_NOTHING', ...window))).toEqual(['2020-01-01/2026-01-01'])
    expect(splitWindow('GET_MERCHANT_LISTINGS_ALL_DATA', ...window)).toHaveLength(1)
  })

  it('returns nothing for an empty window, and rejects one that ends before it starts', () => {
    expect(splitWindow(orders, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toEqual([])
    expect(() => splitWindow(orders, '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z')).toThrow(TypeError)
  })

  it('accepts Dates and any time zone, and rejects what is not an instant', () => {
    const [window] = splitWindow(orders, new Date('2026-01-01T00:00:00Z'), '2026-01-02T01:00:00+01:00')
    expect(window).toEqual({ from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-02T00:00:00Z') })
    const split = (from: Date | string) => () => splitWindow(orders, from, '2027-01-02T00:00:00Z')
    expect(split('2026-01-01')).toThrow(/`from` must be a Date or an ISO 8601 string/)
    expect(split(new Date(Number.NaN))).toThrow('`from` is an invalid Date')
  })

  it('rejects a day that does not exist, instead of taking it for a day in March', () => {
    const split = () => splitWindow(orders, '2026-02-30T00:00:00Z', '2026-03-05T00:00:00Z')
    expect(split).toThrow('`from` is a date or time that does not exist: 2026-02-30T00:00:00Z.')
  })
})

describe('the windows', () => {
  it('cover the input exactly, without gaps or overlaps', () => {
    fc.assert(
      fc.property(
        requestsFor(() => true),
        ({ facts, bounds: [from = new Date(0), to = new Date(0)], period }) => {
          const windows = splitWindow(facts.reportType, from, to, optionsWith(facts, period))
          const instants = windows.map((window) => window.to.getTime())
          const starts = windows.map((window) => window.from.getTime())
          expect(starts).toEqual(windows.length === 0 ? [] : [from.getTime(), ...instants.slice(0, -1)])
          expect(instants.at(-1) ?? from.getTime()).toBe(to.getTime())
          expect(windows.every((window) => window.from < window.to)).toBe(true)
        },
      ),
    )
  })

  it('are never longer than the report type allows', () => {
    fc.assert(
      fc.property(
        requestsFor(({ window }) => window?.maxLength !== undefined),
        ({ facts, bounds: [from = new Date(0), to = new Date(0)], period }) => {
          const maxLength = facts.window?.maxLength ?? { days: 0 }
          const windows = splitWindow(facts.reportType, from, to, optionsWith(facts, period))
          const tooLong = windows.filter(
            (window) => window.to.getTime() > addDuration(window.from.getTime(), maxLength, 1),
          )
          expect(tooLong).toEqual([])
        },
      ),
    )
  })

  it('cover one period if a request can cover only one', () => {
    fc.assert(
      fc.property(
        requestsFor(({ window }) => window?.periodsPerRequest === 'one'),
        ({ facts, bounds: [from = new Date(0), to = new Date(0)], period = 'WEEK' }) => {
          const windows = splitWindow(facts.reportType, from, to, optionsWith(facts, period))
          const several = windows.filter((window) => window.to.getTime() > endOfPeriod(period, window.from.getTime()))
          expect(several).toEqual([])
        },
      ),
    )
  })
})

describe('periods', () => {
  it('contain the instant, and follow each other without gaps', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periods), instant, (period, date) => {
        const start = startOfPeriod(period, date.getTime())
        const end = endOfPeriod(period, date.getTime())
        expect(start <= date.getTime() && date.getTime() < end).toBe(true)
        expect(startOfPeriod(period, end)).toBe(end)
        expect(startOfPeriod(period, end - 1)).toBe(start)
      }),
    )
  })

  it('start on a Sunday, or on the first day of a month, quarter or year', () => {
    const at = Date.parse('2026-11-21T15:00:00Z')
    const starts = periods.map((period) => new Date(startOfPeriod(period, at)).toISOString().slice(0, 10))
    expect(starts).toEqual(['2026-11-21', '2026-11-15', '2026-11-01', '2026-10-01', '2026-01-01'])
  })
})

function optionsWith(
  facts: ReturnType<typeof reportTypes>[number],
  period: Period | undefined,
): Record<string, string> {
  const name = facts.window?.periodOption
  return name === undefined || period === undefined ? {} : { [name]: period }
}
