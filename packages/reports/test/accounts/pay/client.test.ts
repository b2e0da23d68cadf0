import { describe, expect, test } from 'vitest'
import { FakePay, orders, refunds } from './fake-pay.ts'

const startTime = new Date('2022-08-04T00:00:00.999Z')
const endTime = '2022-08-05T08:59:59+09:00'

describe('the client of an account', () => {
  test('accepts a Date or any ISO 8601 string with a zone, and sends the format of Amazon Pay', async () => {
    const pay = new FakePay()
    const { client } = pay.account()
    await client.createReport({ reportType: orders, startTime, endTime })
    expect(JSON.parse(pay.last('createReport').body)).toEqual({
      reportType: orders,
      startTime: '20220804T000000Z',
      endTime: '20220804T235959Z',
    })
    await client.getReports({ reportTypes: [orders, refunds], createdSince: startTime, createdUntil: endTime })
    expect(Object.fromEntries(new URL(pay.last('getReports').request.url).searchParams)).toEqual({
      reportTypes: `${orders},${refunds}`,
      createdSince: '20220804T000000Z',
      createdUntil: '20220804T235959Z',
    })
  })

  test.each([
    ['in the query', { deleteExistingSchedule: true }, {}],
    ['in the body', {}, { deleteExistingSchedule: true }],
  ])('sends deleteExistingSchedule in query and body if it is passed %s', async (_, query, body) => {
    const pay = new FakePay()
    const schedule = { reportType: orders, scheduleFrequency: 'P1D', nextReportCreationTime: startTime }
    await pay.account().client.createReportSchedule({ ...query, body: { ...schedule, ...body } })
    const sent = pay.last('createReportSchedule')
    expect(new URL(sent.request.url).search).toBe('?deleteExistingSchedule=true')
    expect(JSON.parse(sent.body)).toEqual({
      ...schedule,
      nextReportCreationTime: '20220804T000000Z',
      deleteExistingSchedule: true,
    })
  })

  test('does not send deleteExistingSchedule if it is not passed', async () => {
    const pay = new FakePay()
    const body = { reportType: orders, scheduleFrequency: 'P1D', nextReportCreationTime: startTime }
    await pay.account().client.createReportSchedule({ body })
    const sent = pay.last('createReportSchedule')
    expect(sent.request.url + sent.body).not.toContain('deleteExistingSchedule')
  })

  test('rejects an invalid time, and sends nothing', async () => {
    const pay = new FakePay()
    const { client } = pay.account()
    const wrong = { reportType: orders, startTime: '2022-08-06T23-59-59Z', endTime }
    await expect(client.createReport(wrong)).rejects.toThrow(/^`startTime` has dashes/)
    await expect(client.createReport(wrong).withResponse()).rejects.toThrow(TypeError)
    await expect(client.createReport({ reportType: orders, startTime } as never)).rejects.toThrow(/^`endTime` must be/)
    await expect(client.getReports({ createdSince: new Date('') })).rejects.toThrow(
      /^`createdSince` is an invalid Date/,
    )
    await expect(client.getReports({ createdUntil: 'now' })).rejects.toThrow(/^`createdUntil` must be a Date or/)
    const body = { reportType: orders, scheduleFrequency: 'P1D', nextReportCreationTime: '2022-08-06' }
    await expect(client.createReportSchedule({ body })).rejects.toThrow(/^`nextReportCreationTime` must be a Date or/)
    expect(pay.sent).toEqual([])
  })

  test('can return the whole response', async () => {
    const { client } = new FakePay().account()
    const { status, requestId } = await client.createReport({ reportType: orders, startTime, endTime }).withResponse()
    expect({ status, requestId }).toEqual({ status: 201, requestId: 'request-1' })
  })
})
