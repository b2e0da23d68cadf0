import { describe, expect, test } from 'vitest'
import type { ReportEvent } from '../../../src/index.ts'
import { FakeAmazon, listings, report, responses } from '../../support/fake-amazon.ts'

const inGermany = { marketplaces: ['DE'] }
const orders = { ...inGermany, reportType: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL' }
const twoMonths = { from: '2024-10-15T00:00:00Z', to: '2024-12-15T00:00:00Z' }

function warningsOf(events: readonly ReportEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'warning' ? [event.code] : []))
}

describe('a request that cannot succeed according to the catalogue is rejected before anything is sent:', () => {
  const amazon = new FakeAmazon()
  const account = amazon.account()

  test('a settlement, which Amazon creates automatically', async () => {
    const running = account.run({ ...inGermany, reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' })
    await expect(running).rejects.toThrow(TypeError)
    await expect(running).rejects.toThrow(/created by Amazon.*with collect\. Source: .*override: true/s)
  })

  test('a type that only schedules can create', async () => {
    const running = account.start({ ...inGermany, reportType: 'GET_ORDER_REPORT_DATA_SHIPPING' })
    await expect(running).rejects.toThrow(/cannot be requested, only scheduled.*Create a schedule/s)
  })

  test('a window that is longer than the type allows', async () => {
    const running = account.run({ ...orders, ...twoMonths })
    await expect(running).rejects.toThrow(/maximum length of a window is 30 days.*Split the window/s)
    expect(amazon.sent).toEqual([])
  })

  test('an invalid override', async () => {
    // @ts-expect-error the value must be a boolean
    await expect(account.run({ ...orders, override: 'yes' })).rejects.toThrow('`override` must be true or false')
  })
})

describe('a type that Amazon has removed', () => {
  const removed = { ...inGermany, reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_XML' }

  test('is rejected with its successor', async () => {
    const amazon = new FakeAmazon()
    amazon.clock.advance(Date.UTC(2026, 10, 12) - amazon.clock.now())
    await expect(amazon.account().run(removed)).rejects.toThrow(
      /was removed on 2026-11-11\. Use GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2\./,
    )
    expect(amazon.sent).toEqual([])
  })
})

describe('a window of a type that includes the day of its end', () => {
  const request = {
    ...inGermany,
    reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
    from: '2025-01-01T00:00:00Z',
    to: '2025-01-03T00:00:00Z',
  } as const

  test('is sent with an end one second earlier, and kept unchanged in the job', async () => {
    const amazon = new FakeAmazon()
    const job = await amazon.account().start(request)
    expect(JSON.parse(amazon.last('createReport').body)).toMatchObject({
      dataStartTime: '2025-01-01T00:00:00.000Z',
      dataEndTime: '2025-01-02T23:59:59.000Z',
    })
    expect(job.dataEndTime).toBe('2025-01-03T00:00:00.000Z')
  })

  test('is matched in the list as it was sent', async () => {
    const { reportType } = request
    const sent = report({ reportType, dataEndTime: '2025-01-02T23:59:59+00:00', reportId: 'sent' })
    const other = report({ reportType, dataEndTime: '2025-01-03T00:00:00+00:00', reportId: 'other' })
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.reports([sent, other]))
    expect(await amazon.account().run(request)).toMatchObject({ candidates: [{ reportId: 'sent' }] })
  })
})

describe('a rule of the catalogue', () => {
  test('can be overridden, and is then emitted as an event', async () => {
    const amazon = new FakeAmazon()
    const events: ReportEvent[] = []
    const request = { ...orders, ...twoMonths, override: true }
    const outcome = await amazon.account().run(request, { onEvent: (event) => events.push(event) })
    expect(outcome.status).toBe('done')
    expect(warningsOf(events)).toContain('WINDOW_TOO_LONG')
    expect(JSON.parse(amazon.last('createReport').body)).not.toHaveProperty('override')
  })

  test('only causes a warning if no source says that Amazon rejects the request', async () => {
    const amazon = new FakeAmazon()
    const events: ReportEvent[] = []
    const reportOptions: Record<string, string> = { Custom: 'true' }
    const account = amazon.account({ onEvent: (event) => event.type === 'warning' && events.push(event) })
    await account.start({ ...inGermany, reportType: listings, reportOptions })
    expect(events).toMatchObject([
      { type: 'warning', code: 'UNKNOWN_OPTION', suggestion: expect.stringContaining('custom') },
    ])
    expect(amazon.count('createReport')).toBe(1)
  })

  test('warns that records are totals of several days, and still requests the report', async () => {
    const amazon = new FakeAmazon()
    const events: ReportEvent[] = []
    const request = {
      ...inGermany,
      reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
      from: '2024-12-01T00:00:00Z',
      to: '2024-12-03T00:00:00Z',
    } as const
    await amazon.account().start(request, { onEvent: (event) => events.push(event) })
    expect(warningsOf(events)).toEqual(['SUMMED_PERIODS'])
    expect(amazon.count('createReport')).toBe(1)
  })

  test('does not apply to unknown types', async () => {
    const events: ReportEvent[] = []
    const amazon = new FakeAmazon()
    const request = { ...inGermany, ...twoMonths, reportType: 'GET_TOMORROWS_REPORT', reportOptions: { a: 'b' } }
    await amazon.account().start(request, { onEvent: (event) => events.push(event) })
    expect(warningsOf(events)).toEqual([])
    expect(amazon.count('createReport')).toBe(1)
  })
})
