import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from '../support/client.ts'
import { day, hour, minute } from '../support/durations.ts'

let client: Client

beforeEach(async () => {
  client = await startClient()
})
afterEach(() => client.emulator.stop())

const reportType = 'GET_XML_BROWSE_TREE_DATA'
const newSchedule = { reportType, period: 'P2D', marketplaceIds: ['ATVPDKIKX0DER'] }

async function create(body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const response = await client.call('POST', '/schedules', { body: { ...newSchedule, ...body } })
  return (response.body as { reportScheduleId: string }).reportScheduleId
}

async function next(reportScheduleId: string): Promise<unknown> {
  const { body } = await client.call('GET', `/schedules/${reportScheduleId}`)
  return (body as { nextReportCreationTime?: string }).nextReportCreationTime
}

/** The reports of a type, the oldest first. */
async function reports(): Promise<Record<string, string>[]> {
  const { body } = await client.call('GET', '/reports', { query: { reportTypes: reportType, pageSize: '100' } })
  return (body as { reports: Record<string, string>[] }).reports.toReversed()
}

const windows = async () => (await reports()).map(({ dataStartTime, dataEndTime }) => [dataStartTime, dataEndTime])

describe('a schedule', () => {
  test('creates a report that covers one period and passes through its lifecycle', async () => {
    const reportScheduleId = await create()
    await client.advanceAndRenewToken(2 * day)
    const report = {
      reportId: expect.any(String),
      reportType,
      reportScheduleId,
      marketplaceIds: ['ATVPDKIKX0DER'],
      createdTime: '2026-03-06T12:00:00+00:00',
      dataStartTime: '2026-03-04T12:00:00+00:00',
      dataEndTime: '2026-03-06T12:00:00+00:00',
    }
    expect(await reports()).toEqual([{ ...report, processingStatus: 'IN_QUEUE' }])
    expect(await next(reportScheduleId)).toBe('2026-03-08T12:00:00+00:00')
    await client.emulator.advance(11_000)
    expect(await reports()).toMatchObject([{ ...report, processingStatus: 'DONE' }])
  })

  test('creates every report that becomes due when the clock is moved', async () => {
    await create({ period: 'P1D', nextReportCreationTime: '2026-03-05T00:00:00Z' })
    await client.advanceAndRenewToken(3 * day)
    expect(await windows()).toEqual([
      ['2026-03-04T00:00:00+00:00', '2026-03-05T00:00:00+00:00'],
      ['2026-03-05T00:00:00+00:00', '2026-03-06T00:00:00+00:00'],
      ['2026-03-06T00:00:00+00:00', '2026-03-07T00:00:00+00:00'],
    ])
    expect((await reports()).map(({ processingStatus }) => processingStatus)).toEqual(['DONE', 'DONE', 'DONE'])
  })

  test.each([
    ['PT5M', 5 * minute],
    ['PT15M', 15 * minute],
    ['PT30M', 30 * minute],
    ['PT1H', hour],
    ['PT2H', 2 * hour],
    ['PT4H', 4 * hour],
    ['PT8H', 8 * hour],
    ['PT12H', 12 * hour],
    ['P1D', day],
    ['P2D', 2 * day],
    ['P3D', 3 * day],
    ['PT84H', 84 * hour],
    ['P7D', 7 * day],
    ['P14D', 14 * day],
    ['P15D', 15 * day],
    ['P18D', 18 * day],
    ['P30D', 30 * day],
    // From the 4th of March to the 4th of April.
    ['P1M', 31 * day],
  ])('with the period %s creates its report after exactly that time', async (period, milliseconds) => {
    await create({ period })
    await client.advanceAndRenewToken(milliseconds - 1)
    expect(await reports()).toHaveLength(0)
    await client.emulator.advance(1)
    expect(await reports()).toHaveLength(1)
  })

  test('with the period P1M uses the last day of shorter months and then the 31st again', async () => {
    client.addFixtures({ now: '2026-01-10T00:00:00Z' })
    await create({ period: 'P1M', nextReportCreationTime: '2026-01-31T02:30:00Z' })
    await client.advanceAndRenewToken(85 * day)
    expect(await windows()).toEqual([
      ['2025-12-31T02:30:00+00:00', '2026-01-31T02:30:00+00:00'],
      ['2026-01-31T02:30:00+00:00', '2026-02-28T02:30:00+00:00'],
      ['2026-02-28T02:30:00+00:00', '2026-03-31T02:30:00+00:00'],
    ])
  })

  test('with the period P1M that is created on the 31st returns to it as well', async () => {
    client.addFixtures({ now: '2026-01-31T07:00:00Z' })
    const reportScheduleId = await create({ period: 'P1M' })
    expect(await next(reportScheduleId)).toBe('2026-02-28T07:00:00+00:00')
    await client.advanceAndRenewToken(28 * day)
    expect(await next(reportScheduleId)).toBe('2026-03-31T07:00:00+00:00')
  })

  test('with the period P1M keeps its hour in UTC across a change to daylight-saving time', async () => {
    // On the 8th of March 2026 in the United States, on the 29th in Europe.
    const reportScheduleId = await create({ period: 'P1M', nextReportCreationTime: '2026-03-05T07:00:00Z' })
    await client.advanceAndRenewToken(day)
    expect(await next(reportScheduleId)).toBe('2026-04-05T07:00:00+00:00')
    await client.advanceAndRenewToken(31 * day)
    expect(await windows()).toEqual([
      ['2026-02-05T07:00:00+00:00', '2026-03-05T07:00:00+00:00'],
      ['2026-03-05T07:00:00+00:00', '2026-04-05T07:00:00+00:00'],
    ])
  })

  test('stops when it is cancelled or replaced', async () => {
    const cancelled = await create({ marketplaceIds: ['A1PA6795UKMFR9'] })
    await client.call('DELETE', `/schedules/${cancelled}`)
    await create()
    const replacing = await create({ period: 'P3D' })
    await client.advanceAndRenewToken(3 * day)
    expect(await reports()).toMatchObject([{ reportScheduleId: replacing }])
  })

  test('passes its options to its reports', async () => {
    await create({ reportOptions: { RootNodesOnly: 'true' } })
    await client.advanceAndRenewToken(2 * day + minute)
    const [report] = await reports()
    const download = await fetch(await client.documentUrl(report?.reportDocumentId ?? ''))
    const text = await new Response(download.body?.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(text.match(/<Node>/g)).toHaveLength(2)
  })

  test('is rejected if its first report is in the past', async () => {
    const body = { ...newSchedule, nextReportCreationTime: '2026-03-04T11:59:59Z' }
    const response = await client.call('POST', '/schedules', { body })
    const message = 'One or more parameters does not conform to the schema constraints.'
    expect([response.status, errorOf(response)]).toEqual([400, { code: 'InvalidInput', message, details: '' }])
  })

  test('from fixtures creates reports from its next time on', async () => {
    client.addFixtures({
      reportSchedules: [
        { reportScheduleId: 'ID1', ...newSchedule, nextReportCreationTime: '2026-03-05T12:00:00Z' },
        { reportScheduleId: 'ID2', ...newSchedule, nextReportCreationTime: '2026-03-01T12:00:00Z' },
      ],
    })
    await client.advanceAndRenewToken(2 * day)
    expect(await reports()).toMatchObject([{ reportScheduleId: 'ID1', createdTime: '2026-03-05T12:00:00+00:00' }])
    expect([await next('ID1'), await next('ID2')]).toEqual(['2026-03-07T12:00:00+00:00', '2026-03-01T12:00:00Z'])
  })

  test('can be moved by thousands of years and creates only the reports that are still kept', async () => {
    const reportScheduleId = await create({ period: 'PT5M' })
    await client.advanceAndRenewToken(Date.UTC(8926, 2, 4, 12) - client.emulator.now())
    expect(await next(reportScheduleId)).toBe('8926-03-04T12:05:00+00:00')
    const [oldest] = await reports()
    expect(Date.parse(oldest?.createdTime ?? '')).toBeGreaterThan(client.emulator.now() - 90 * day)
  })

  test('creates due reports before a request is served while the clock runs', async () => {
    let now = Date.UTC(2026, 2, 4, 12)
    await using other = await startClient({ clock: { now: () => now } })
    await other.call('POST', '/schedules', { body: { ...newSchedule, period: 'PT5M' } })
    now += 5 * minute
    const { body } = await other.call('GET', '/reports', { query: { reportTypes: reportType } })
    expect(body).toMatchObject({ reports: [{ createdTime: '2026-03-04T12:05:00+00:00' }] })
  })
})
