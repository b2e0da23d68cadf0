import { RequestError } from '@reportline/request'
import { describe, expect, test } from 'vitest'
import { FakePay } from '../accounts/pay/fake-pay.ts'
import { setUp as setUpEngine } from '../engine/set-up-engine.ts'
import { FakeAmazon, responses } from '../support/fake-amazon.ts'
import { simulatedClock } from '../support/simulated-clock.ts'

/** JSON values that are no valid response of any operation. */
const values: readonly unknown[] = [
  null,
  [],
  {},
  '',
  'DONE',
  0,
  true,
  { payload: { reportId: '1', processingStatus: 'DONE' } },
  { reportId: null, processingStatus: null, reports: null, url: null, reportScheduleId: null, reportSchedules: null },
  { reportId: '', processingStatus: '', reports: '', url: '', reportScheduleId: '', reportSchedules: '' },
  { reportId: 7, processingStatus: 7, reports: 7, url: 7, reportScheduleId: 7, reportSchedules: 7 },
  { reports: [null], reportSchedules: [null], reportId: [], processingStatus: [], url: [], reportScheduleId: [] },
]

const listings = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] }
const day = { from: '2025-01-13T00:00:00Z', to: '2025-01-14T00:00:00Z' } as const
const refunds = { reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_', ...day } as const
const schedule = { reportType: 'GET_XML_BROWSE_TREE_DATA', marketplaces: ['DE'], period: 'P1D' } as const

const always = (value: unknown) => Array.from({ length: 200 }, () => () => Response.json(value))

/** An error of Reportline's own, never a TypeError of the JavaScript engine. */
function expectOwnError(error: unknown): void {
  expect(error).toBeInstanceOf(Error)
  expect((error as Error).message).not.toMatch(/undefined|is not iterable|Cannot read/)
  expect(error).toHaveProperty('code')
}

async function first<T>(iterable: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of iterable) return one
  return undefined
}

describe.each(values.map((value) => [JSON.stringify(value), value] as const))('the response %s', (_, value) => {
  test('of createReport is an unknown outcome, and the reports are listed', async () => {
    const { amazon, clock, line } = setUpEngine()
    amazon.respond('createReport', ...always(value))
    const outcome = await clock.run(line.run(listings))
    expect(outcome).toMatchObject({ status: 'unknown', cause: { code: 'BAD_RESPONSE', outcomeUnknown: true } })
    expect(amazon.count('createReport')).toBe(3)
    expect(amazon.count('getReports')).toBeGreaterThan(2)
    expect(await line.jobs()).toMatchObject([{ job: { step: 'creating' } }])
  })

  test('of createReport of Amazon Pay is an unknown outcome', async () => {
    const pay = new FakePay().respond('createReport', ...always(value))
    expect(await pay.account().run(refunds)).toMatchObject({ status: 'unknown' })
    expect(pay.all('createReport')).toHaveLength(1)
  })

  test('of every other operation is an error of that operation', async () => {
    const clock = simulatedClock()
    const calls: readonly (readonly [
      Parameters<FakeAmazon['respond']>[0],
      (amazon: FakeAmazon) => Promise<unknown>,
    ])[] = [
      ['getReport', (amazon) => amazon.account({ clock }).run(listings)],
      ['getReports', (amazon) => first(amazon.account({ clock }).collect({ reportTypes: [listings.reportType] }))],
      ['getReportDocument', (amazon) => amazon.account({ clock }).document('doc-1').text()],
      [
        'createRestrictedDataToken',
        (amazon) =>
          amazon
            .account({ clock })
            .document('doc-1', { reportType: 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING' })
            .text(),
      ],
      ['getReportSchedules', (amazon) => amazon.account({ clock }).schedules.list(['GET_XML_BROWSE_TREE_DATA'])],
      ['createReportSchedule', (amazon) => amazon.account({ clock }).schedules.apply([schedule])],
    ]
    for (const [operation, call] of calls) {
      const amazon = new FakeAmazon().respond(operation, ...always(value))
      const error = await clock.run(call(amazon)).then(
        (result) =>
          new RequestError({
            code: 'BAD_RESPONSE',
            operation: { id: operation, method: 'GET', path: '/', idempotent: true },
            reason: `was accepted: ${JSON.stringify(result)}`,
            attempts: 0,
            outcomeUnknown: false,
          }),
        (thrown: unknown) => thrown,
      )
      expectOwnError(error)
      expect(String((error as Error).message)).not.toContain('was accepted')
    }
  })
})

test('an outcome that stays unknown is told with its cause', async () => {
  const { amazon, clock, line, events } = setUpEngine()
  amazon.respond('createReport', ...Array.from({ length: 9 }, () => responses.error(503, 'InternalFailure')))
  await clock.run(line.run(listings))
  expect(events.filter(({ type }) => type === 'outcome-unknown')).toMatchObject([{ candidates: 0, code: 'API_ERROR' }])
})
