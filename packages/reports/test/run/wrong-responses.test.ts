import { describe, expect, test } from 'vitest'
import { FakePay, type PayOperation } from '../accounts/pay/fake-pay.ts'
import { setUp as setUpEngine } from '../engine/set-up-engine.ts'
import { fakeNotifications } from '../notifications/fake-notifications.ts'
import { businessAt, invoice } from '../support/business.ts'
import { FakeAmazon, type Operation, responses } from '../support/fake-amazon.ts'
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

const paySchedule = { reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_', scheduleFrequency: 'P1D' } as const

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
    const calls: readonly (readonly [Operation, (amazon: FakeAmazon) => Promise<unknown>])[] = [
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
      await expectRefused(operation, clock.run(call(amazon)))
    }
  })

  test('of every other operation of Amazon Pay is an error of that operation', async () => {
    const calls: readonly (readonly [PayOperation, (pay: FakePay) => Promise<unknown>])[] = [
      ['getReportById', (pay) => pay.account().run(refunds)],
      ['getReports', (pay) => first(pay.account().collect({ reportTypes: [refunds.reportType] }))],
      ['getReportDocument', (pay) => pay.account().document('document-1').text()],
      ['getReportSchedules', (pay) => pay.account().schedules.list()],
      ['createReportSchedule', (pay) => pay.account().schedules.apply([paySchedule])],
    ]
    for (const [operation, call] of calls) {
      await expectRefused(operation, call(new FakePay().respond(operation, ...always(value))))
    }
  })

  test('of every operation of Amazon Business is an error of that operation', async () => {
    const request = { reportType: 'GET_AB_INVOICE_PDF', ...invoice('1') } as const
    const calls: readonly (readonly [Operation, (amazon: FakeAmazon) => Promise<unknown>])[] = [
      ['createReport', (amazon) => businessAt(amazon).start(request)],
      ['getReport', (amazon) => businessAt(amazon).run(request)],
      ['getReports', (amazon) => first(businessAt(amazon).collect({ reportTypes: [request.reportType] }))],
      ['getReportDocument', (amazon) => businessAt(amazon).document('doc-1').text()],
    ]
    for (const [operation, call] of calls) {
      await expectRefused(operation, call(new FakeAmazon().respond(operation, ...always(value))))
    }
  })

  test('of the token endpoint is an error without a token', async () => {
    const amazon = new FakeAmazon().respond('token', ...always(value))
    await expectRefused('token', amazon.account().start(listings))
    expect(amazon.count('createReport')).toBe(0)
  })

  test('of an operation of notifications is an error, or means that there is nothing yet', async () => {
    for (const operation of [
      'getDestinations',
      'createDestination',
      'getSubscription',
      'createSubscription',
    ] as const) {
      const amazon = fakeNotifications({ wrong: { operation, value } })
      const ready = amazon.notifications.setup({ queue: { arn: 'arn:aws:sqs:eu-west-1:123456789012:reports' } })
      const result = await ready.catch((error: unknown) => error)
      if (result instanceof Error) expectOwnError(result)
      else expect(result).toMatchObject({ destinationId: 'destination-1', subscriptionId: 'subscription-1' })
    }
  })
})

/** Expects that a call fails, with an error of Reportline. */
async function expectRefused(operation: string, call: Promise<unknown>): Promise<void> {
  const error = await call.then(
    (result) => expect.fail(`${operation} was accepted: ${JSON.stringify(result)}`),
    (thrown: unknown) => thrown,
  )
  expectOwnError(error)
}

test('an outcome that stays unknown is told with its cause', async () => {
  const { amazon, clock, line, events } = setUpEngine()
  amazon.respond('createReport', ...Array.from({ length: 9 }, () => responses.error(503, 'InternalFailure')))
  await clock.run(line.run(listings))
  expect(events.filter(({ type }) => type === 'outcome-unknown')).toMatchObject([{ candidates: 0, code: 'API_ERROR' }])
})
