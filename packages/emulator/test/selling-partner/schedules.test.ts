import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { occurrence, parsePeriod } from '../../src/services/reports/period.ts'
import { type Client, errorOf, startClient } from '../support/client.ts'

let client: Client

beforeEach(async () => {
  client = await startClient()
})
afterEach(() => client.emulator.stop())

const newSchedule = { reportType: 'GET_XML_BROWSE_TREE_DATA', period: 'P2D', marketplaceIds: ['ATVPDKIKX0DER'] }

async function create(body: Readonly<Record<string, unknown>> = newSchedule): Promise<string> {
  const response = await client.call('POST', '/schedules', { body })
  expect(response.status).toBe(201)
  return (response.body as { reportScheduleId: string }).reportScheduleId
}

async function listed(reportTypes: string): Promise<unknown> {
  return (await client.call('GET', '/schedules', { query: { reportTypes } })).body
}

describe('a report schedule', () => {
  test('can be created, retrieved and listed', async () => {
    const reportOptions = { RootNodesOnly: 'true' }
    const nextReportCreationTime = '2026-03-05T01:00:00+01:00'
    const reportScheduleId = await create({ ...newSchedule, reportOptions, nextReportCreationTime })
    const next = '2026-03-05T00:00:00+00:00'
    const schedule = { reportScheduleId, ...newSchedule, reportOptions, nextReportCreationTime: next }
    expect((await client.call('GET', `/schedules/${reportScheduleId}`)).body).toEqual(schedule)
    expect(await listed('OTHER,GET_XML_BROWSE_TREE_DATA')).toEqual({ reportSchedules: [schedule] })
    expect(await listed('OTHER')).toEqual({ reportSchedules: [] })
  })

  test('creates its first report after one period by default', async () => {
    const { body } = await client.call('GET', `/schedules/${await create()}`)
    expect(body).toMatchObject({ nextReportCreationTime: '2026-03-06T12:00:00+00:00' })
  })

  test('replaces the one with the same type and marketplaces', async () => {
    const marketplaceIds = ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2']
    const first = await create({ ...newSchedule, marketplaceIds })
    const elsewhere = await create()
    const second = await create({ ...newSchedule, marketplaceIds: marketplaceIds.toReversed(), period: 'P1D' })
    expect(await listed(newSchedule.reportType)).toMatchObject({
      reportSchedules: [{ reportScheduleId: elsewhere }, { reportScheduleId: second, period: 'P1D' }],
    })
    expect((await client.call('GET', `/schedules/${first}`)).status).toBe(404)
  })

  test('no longer exists after it is cancelled', async () => {
    const id = await create()
    const response = await client.call('DELETE', `/schedules/${id}`)
    expect([response.status, response.body]).toEqual([200, ''])
    expect(await listed(newSchedule.reportType)).toEqual({ reportSchedules: [] })
    const again = await client.call('DELETE', `/schedules/${id}`)
    const message = "The requested resource doesn't exist."
    expect([again.status, errorOf(again)]).toEqual([404, { code: 'NotFound', message, details: '' }])
  })

  test.each([
    [
      'an invalid period',
      { ...newSchedule, period: 'P5D' },
      'One or more parameters does not conform to the schema constraints.',
    ],
    ['no period', { ...newSchedule, period: undefined }, 'One or more required parameters missing'],
    [
      'a settlement report',
      { ...newSchedule, reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE' },
      'Creation of report schedule type 1117 is not allowed at this time',
    ],
    [
      'a type that can only be requested',
      { ...newSchedule, reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' },
      'Creation of report schedule type 47700 is not allowed at this time',
    ],
    [
      'marketplaces in two regions',
      { ...newSchedule, marketplaceIds: ['ATVPDKIKX0DER', 'A1VC38T7YXB528'] },
      'The marketplaces of one request must belong to the same region',
    ],
  ])('is rejected for %s', async (_, body, message) => {
    const response = await client.call('POST', '/schedules', { body })
    expect([response.status, errorOf(response)]).toMatchObject([400, { code: 'InvalidInput', message }])
  })

  test('from fixtures is returned unchanged', async () => {
    const schedule = { reportScheduleId: 'ID323', reportType: 'A', period: 'PT5M' }
    client.addFixtures({ reportSchedules: [schedule] })
    expect((await client.call('GET', '/schedules/ID323')).body).toEqual(schedule)
  })
})

describe('occurrence', () => {
  test.each([
    ['2026-03-04T12:00:00Z', 'PT5M', '2026-03-04T12:05:00Z'],
    ['2026-03-04T12:00:00Z', 'PT84H', '2026-03-08T00:00:00Z'],
    ['2026-12-31T00:00:00Z', 'P1D', '2027-01-01T00:00:00Z'],
    ['2026-03-15T10:30:00Z', 'P1M', '2026-04-15T10:30:00Z'],
    ['2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00Z'],
    ['2028-01-31T00:00:00Z', 'P1M', '2028-02-29T00:00:00Z'],
    ['2026-12-31T00:00:00Z', 'P1M', '2027-01-31T00:00:00Z'],
  ])('of %s and %s is %s', (from, period, to) => {
    expect(occurrence(Date.parse(from), parsePeriod(period), 1)).toBe(Date.parse(to))
  })

  test('of a month is counted from the anchor, so that the 31st is used again after shorter months', () => {
    const days = [-1, 0, 1, 2, 3, 4].map((count) => occurrence(Date.UTC(2026, 0, 31, 2, 30), parsePeriod('P1M'), count))
    expect(days.map((day) => new Date(day).toISOString().slice(0, 16))).toEqual([
      '2025-12-31T02:30',
      '2026-01-31T02:30',
      '2026-02-28T02:30',
      '2026-03-31T02:30',
      '2026-04-30T02:30',
      '2026-05-31T02:30',
    ])
  })

  test('keeps its hour in UTC across a change to daylight-saving time', () => {
    // 2026-03-08 is the change in the United States, 2026-03-29 the one in Europe.
    const next = occurrence(Date.UTC(2026, 2, 1, 7), parsePeriod('P1M'), 1)
    expect(new Date(next).toISOString()).toBe('2026-04-01T07:00:00.000Z')
  })

  test('rejects an invalid period', () => {
    expect(() => parsePeriod('weekly')).toThrow(RangeError)
  })
})
