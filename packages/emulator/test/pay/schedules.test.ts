import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, hour, minute } from '../support/durations.ts'
import { type PayClient, startPayClient, types } from '../support/pay-client.ts'

let client: PayClient
const path = '/live/v2/report-schedules'

beforeEach(async () => {
  client = await startPayClient()
})
afterEach(() => client.emulator.stop())

async function schedules(query = ''): Promise<Record<string, string>[]> {
  return ((await client.get(path + query)) as { reportSchedules: Record<string, string>[] }).reportSchedules
}

describe('a schedule', () => {
  test('can be retrieved and listed until it is cancelled', async () => {
    const { status, body } = await client.createSchedule()
    expect([status, body]).toEqual([201, { reportScheduleId: expect.stringMatching(/^\d{11}$/) }])
    const { reportScheduleId } = body as { reportScheduleId: string }
    const schedule = {
      reportScheduleId,
      reportType: types.orders,
      scheduleFrequency: 'P1D',
      nextReportCreationTime: '20260305T000000Z',
    }
    expect(await client.get(`${path}/${reportScheduleId}`)).toEqual(schedule)
    expect(await schedules()).toEqual([schedule])
    expect(await schedules(`?reportTypes=${types.orders},${types.refunds}`)).toEqual([schedule])
    expect(await schedules(`?reportTypes=${types.refunds}`)).toEqual([])
    expect((await client.call('DELETE', `${path}/${reportScheduleId}`)).status).toBe(200)
    expect((await client.call('DELETE', `${path}/${reportScheduleId}`)).body).toMatchObject({ reasonCode: 'NOT_FOUND' })
    expect(await schedules()).toEqual([])
  })

  test('creates a report for each period as the clock advances', async () => {
    await client.createSchedule({ scheduleFrequency: 'PT12H' })
    await client.emulator.advance(12 * hour - 1)
    expect(await client.reports()).toEqual([])
    await client.emulator.advance(12 * hour + 1 + minute)
    expect(await client.reports()).toMatchObject([
      { createdTime: '20260305T120000Z', startTime: '20260305T000000Z', endTime: '20260305T120000Z' },
      {
        createdTime: '20260305T000000Z',
        startTime: '20260304T120000Z',
        endTime: '20260305T000000Z',
        processingStatus: 'COMPLETED',
      },
    ])
    expect(await schedules()).toMatchObject([{ nextReportCreationTime: '20260306T000000Z' }])
  })

  test('moves a first time in the past forward by whole periods', async () => {
    await client.createSchedule({ nextReportCreationTime: '20220806T235959Z' })
    expect(await schedules()).toMatchObject([{ nextReportCreationTime: '20260304T235959Z' }])
    await client.emulator.advance(day)
    expect(await client.reports()).toMatchObject([{ createdTime: '20260304T235959Z' }])
  })

  test.each(['PT5M', 'PT84H', 'P18D', 'PT24H'])('supports the frequency %s', async (scheduleFrequency) => {
    expect((await client.createSchedule({ scheduleFrequency })).status).toBe(201)
    expect(await schedules()).toMatchObject([{ scheduleFrequency }])
  })

  test.each(['P5D', 'P1M', 'PT36H'])('rejects the frequency %s', async (scheduleFrequency) => {
    expect((await client.createSchedule({ scheduleFrequency })).body).toEqual({
      message: 'The value of scheduleFrequency is not allowed.',
      reasonCode: 'InvalidParameterValue',
    })
  })

  test.each([types.settlement, types.multiCurrency])('is rejected for %s', async (reportType) => {
    expect((await client.createSchedule({ reportType })).body).toEqual({
      message: 'Reports of this type cannot be scheduled.',
      reasonCode: 'InvalidParameterValue',
    })
  })

  test('of the sandbox exists only there', async () => {
    const body = { scheduleFrequency: 'P1D', nextReportCreationTime: '20260305T000000Z' }
    const create = (reportType: string) =>
      client.call('POST', '/sandbox/v2/report-schedules', { body: { ...body, reportType } })
    expect((await create(types.orders)).status).toBe(400)
    expect((await create(types.sandboxSettlement)).status).toBe(201)
    expect(await schedules()).toEqual([])
    await client.emulator.advance(day)
    expect(await client.reports()).toEqual([])
    expect(await client.reports('/sandbox/v2/reports')).toMatchObject([{ processingStatus: 'CANCELLED' }])
  })
})

describe('a second schedule for a report type', () => {
  beforeEach(() => client.createSchedule())

  test.each([
    ['no value', {}, ''],
    ['false in the body', { deleteExistingSchedule: false }, ''],
    ['false as a string in the body', { deleteExistingSchedule: 'false' }, ''],
    ['false in the query', {}, '?deleteExistingSchedule=false'],
    ['False in the query', {}, '?deleteExistingSchedule=False'],
  ])('is rejected with %s for deleteExistingSchedule', async (_, body, query) => {
    const newSchedule = {
      reportType: types.orders,
      scheduleFrequency: 'P2D',
      nextReportCreationTime: '20260305T000000Z',
    }
    const response = await client.call('POST', path + query, { body: { ...newSchedule, ...body } })
    expect([response.status, response.body]).toEqual([
      400,
      { message: 'A schedule for this report type already exists.', reasonCode: 'InvalidRequest' },
    ])
    expect(await schedules()).toMatchObject([{ scheduleFrequency: 'P1D' }])
  })

  test.each([
    ['true in the body', { deleteExistingSchedule: true }, ''],
    ['true as a string in the body', { deleteExistingSchedule: 'true' }, ''],
    ['true in the query', {}, '?deleteExistingSchedule=true'],
    ['true in the query and false in the body', { deleteExistingSchedule: false }, '?deleteExistingSchedule=true'],
  ])('replaces the first with %s for deleteExistingSchedule', async (_, body, query) => {
    const newSchedule = {
      reportType: types.orders,
      scheduleFrequency: 'P2D',
      nextReportCreationTime: '20260305T000000Z',
    }
    expect((await client.call('POST', path + query, { body: { ...newSchedule, ...body } })).status).toBe(201)
    expect(await schedules()).toMatchObject([{ scheduleFrequency: 'P2D' }])
    await client.emulator.advance(day)
    expect(await client.reports()).toHaveLength(1)
  })

  test('is rejected as the option scheduleConflict says, even if that is undocumented', async () => {
    await using other = await startPayClient({ pay: { scheduleConflict: { status: 409, reasonCode: 'Conflict' } } })
    await other.createSchedule()
    expect(await other.createSchedule()).toMatchObject({ status: 409, body: { reasonCode: 'Conflict' } })
  })

  test('is rejected if deleteExistingSchedule is neither true nor false', async () => {
    expect((await client.createSchedule({ deleteExistingSchedule: 'maybe' })).body).toMatchObject({
      reasonCode: 'InvalidParameterValue',
    })
  })
})
