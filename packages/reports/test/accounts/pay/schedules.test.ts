import type { ReportSchedule } from '@reportline/pay-reports-types'
import { describe, expect, test } from 'vitest'
import {
  formatSchedulePlan,
  type ScheduleDeclaration,
  type ScheduleFrequency,
  type SchedulePlan,
  scheduleFrequencies,
} from '../../../src/accounts/pay/index.ts'
import { sellingPartner } from '../../../src/accounts/selling-partner/index.ts'
import { responses } from '../../support/fake-amazon.ts'
import { FakePay, orders, payResponses, refunds, settlements } from './fake-pay.ts'

const declared: ScheduleDeclaration = { reportType: orders, scheduleFrequency: 'P1D' }

function schedule(fields: Partial<ReportSchedule> = {}): ReportSchedule {
  return {
    reportScheduleId: '68973459224',
    reportType: orders,
    scheduleFrequency: 'P1D',
    nextReportCreationTime: '20250115T060000Z',
    ...fields,
  }
}

/** Creates a fake Amazon Pay that always lists these schedules. */
function payWith(...schedules: ReportSchedule[]): FakePay {
  return new FakePay().respond(
    'getReportSchedules',
    ...Array.from({ length: 9 }, () => () => payResponses.schedules(schedules)),
  )
}

const changes = (pay: FakePay) => pay.all('createReportSchedule').length + pay.all('cancelReportSchedule').length
const actions = ({ entries }: SchedulePlan) => entries.map(({ action }) => action)

describe('a plan for Amazon Pay', () => {
  test('creates missing schedules, after one period by default', async () => {
    const plan = await payWith().account().schedules.plan([declared])
    expect(plan).toEqual({
      version: 1,
      api: 'pay',
      region: 'eu',
      environment: 'live',
      plannedAt: '20250115T000000Z',
      prune: false,
      entries: [
        {
          action: 'create',
          spec: { reportType: orders, scheduleFrequency: 'P1D' },
          firstReport: { time: '20250116T000000Z', assumed: true },
        },
      ],
      undeclared: [],
    })
  })

  test('keeps schedules that match their declaration, and lists all schedules in one call', async () => {
    const pay = payWith(schedule(), schedule({ reportScheduleId: '2', reportType: refunds }))
    const plan = await pay.account().schedules.plan([declared])
    expect(actions(plan)).toEqual(['keep'])
    expect(plan.undeclared).toMatchObject([{ reportType: refunds }])
    expect(pay.sent.map(({ request }) => request.url)).toEqual(['https://pay-api.amazon.eu/v2/report-schedules'])
  })

  test('replaces a schedule with another frequency, and names the skipped report', async () => {
    const old = schedule({ scheduleFrequency: 'P7D', nextReportCreationTime: '20250120T000000Z' })
    const plan = await payWith(old).account().schedules.plan([declared])
    expect(plan.entries).toEqual([
      {
        action: 'replace',
        spec: { reportType: orders, scheduleFrequency: 'P1D' },
        schedule: old,
        reasons: ['scheduleFrequency is P7D, not P1D'],
        firstReport: { time: '20250116T000000Z', assumed: true },
        skips: {
          report: '20250120T000000Z',
          uncovered: { from: '20250113T000000Z', to: '20250115T000000Z' },
        },
      },
    ])
  })

  test('compares the first report only if it is declared and in the future', async () => {
    const plan = async (nextReportCreationTime: Date | string) =>
      actions(
        await payWith(schedule())
          .account()
          .schedules.plan([{ ...declared, nextReportCreationTime }]),
      )
    expect(await plan('2025-01-15T07:00:00+01:00')).toEqual(['keep'])
    expect(await plan(new Date('2025-01-15T06:00:00.400Z'))).toEqual(['keep'])
    expect(await plan('20250115T060001Z')).toEqual(['replace'])
    expect(await plan('20250114T060000Z')).toEqual(['keep'])
  })

  test('cancels every undeclared schedule if prune is set', async () => {
    const pay = payWith(schedule(), schedule({ reportScheduleId: '2', reportType: refunds }))
    const plan = await pay.account().schedules.plan([declared], { prune: true })
    expect(actions(plan)).toEqual(['keep', 'cancel'])
    expect(plan.entries[1]).toMatchObject({
      skips: { report: '20250115T060000Z', uncovered: { from: '20250114T060000Z' } },
    })
  })

  test('is plain JSON, and can be formatted', async () => {
    const pay = payWith(schedule({ scheduleFrequency: 'PT84H' }), schedule({ reportScheduleId: '2', reportType: 'B' }))
    const specs: ScheduleDeclaration[] = [
      { ...declared, nextReportCreationTime: '20250115T120000Z' },
      { reportType: refunds, scheduleFrequency: 'PT84H' },
    ]
    const plan = await pay.account().schedules.plan(specs)
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    expect(formatSchedulePlan(plan)).toBe(
      [
        'Schedules of Amazon Pay, live, the region eu, at 20250115T000000Z: create 1, replace 1, keep 0, cancel 0',
        `replace  ${orders} every PT84H, id 68973459224`,
        '           scheduleFrequency is PT84H, not P1D',
        '           nextReportCreationTime is 20250115T060000Z, not 20250115T120000Z',
        '           the report of 20250115T060000Z will not be created',
        '           no scheduled report covers the time from 20250111T180000Z to 20250114T120000Z',
        '           first report 20250115T120000Z',
        `create   ${refunds} every PT84H`,
        '           first report 20250118T120000Z (one period from now)',
        'leave    B every P1D, id 2 (not declared)',
        '',
      ].join('\n'),
    )
  })

  test.each([
    [
      'a frequency that does not exist',
      { scheduleFrequency: 'P1M' as ScheduleFrequency },
      /Schedule 1: Unknown `scheduleFrequency` "P1M". Expected one of: PT5M, .*P30D/,
    ],
    ['a day that does not exist', { nextReportCreationTime: '20250230T000000Z' }, /does not exist/],
    ['an invalid Date', { nextReportCreationTime: new Date('') }, /`nextReportCreationTime` is an invalid Date/],
    ["the slip of Amazon's own page", { nextReportCreationTime: '2022-08-06T23-59-59Z' }, /has dashes in its time/],
    ['no report type', { reportType: '' }, /`reportType` must be a report type/],
    ["the other API's words", { period: 'P1D' } as object, /Unknown field `period`. Expected one of: reportType/],
  ])('is rejected for %s, and nothing is sent', async (_, fields, words) => {
    const pay = payWith()
    await expect(pay.account().schedules.plan([{ ...declared, ...fields }])).rejects.toThrow(TypeError)
    await expect(pay.account().schedules.plan([{ ...declared, ...fields }])).rejects.toThrow(words)
    expect(pay.sent).toEqual([])
  })

  test.each([
    [settlements, 'live', /Amazon creates it with each settlement. Use `collect`/],
    ['_GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_', 'live', /Request each report with `run`/],
    [orders, 'sandbox', /the sandbox creates .*SANDBOX_SETTLEMENT/],
  ] as const)('is not made for %s in %s, and says what to do instead', async (reportType, environment, words) => {
    const pay = payWith()
    const account = pay.account({ publicKeyId: 'A1', environment })
    await expect(account.schedules.plan([{ ...declared, reportType }])).rejects.toMatchObject({
      name: 'ScheduleError',
      code: 'NOT_SCHEDULABLE',
      reportType,
      marketplaceIds: [],
      message: expect.stringMatching(words),
    })
    expect(pay.sent).toEqual([])
  })

  test('is rejected for two schedules of one report type, and for a first report in the past', async () => {
    const { schedules } = payWith().account()
    await expect(schedules.plan([declared, { ...declared, scheduleFrequency: 'P7D' }])).rejects.toThrow(
      /Schedules 1 and 2 are both for/,
    )
    const past = { ...declared, nextReportCreationTime: '20250115T000000Z' }
    await expect(schedules.plan([past])).rejects.toThrow(/is in the past: 20250115T000000Z\. .*Use a later time/)
  })

  test.each(scheduleFrequencies)('can be made for every %s', async (scheduleFrequency) => {
    const [entry] = (
      await payWith()
        .account()
        .schedules.plan([{ ...declared, scheduleFrequency }])
    ).entries
    expect(entry).toMatchObject({ action: 'create', firstReport: { assumed: true } })
  })
})

describe('applying a plan to Amazon Pay', () => {
  const sent = (pay: FakePay) => {
    const { request, body, verification } = pay.last('createReportSchedule')
    return { query: new URL(request.url).search, body: JSON.parse(body), valid: verification.valid, request }
  }

  test('deletes no schedule to create one, as query and body say', async () => {
    const pay = payWith()
    const nextReportCreationTime = new Date('2025-01-20T06:00:00Z')
    const applied = await pay.account().schedules.apply([{ ...declared, nextReportCreationTime }])
    expect(applied).toEqual([{ action: 'create', reportScheduleId: '68973459225', reportType: orders }])
    expect(sent(pay)).toMatchObject({
      query: '?deleteExistingSchedule=false',
      body: {
        reportType: orders,
        scheduleFrequency: 'P1D',
        nextReportCreationTime: '20250120T060000Z',
        deleteExistingSchedule: false,
      },
      valid: true,
    })
    expect(sent(pay).request.headers.get('x-amz-pay-idempotency-key')).toMatch(/^[0-9a-f]{32}$/)
  })

  test('deletes the old schedule to replace it, as query and body say', async () => {
    const pay = payWith(schedule({ scheduleFrequency: 'P7D' }))
    expect(await pay.account().schedules.apply([declared])).toMatchObject([{ action: 'replace' }])
    expect(sent(pay)).toMatchObject({
      query: '?deleteExistingSchedule=true',
      body: { nextReportCreationTime: '20250116T000000Z', deleteExistingSchedule: true },
    })
    expect(pay.all('cancelReportSchedule')).toHaveLength(0)
  })

  test('changes nothing if every schedule matches its declaration', async () => {
    const pay = payWith(schedule())
    expect(await pay.account().schedules.apply([declared])).toMatchObject([{ action: 'keep' }])
    expect(changes(pay)).toBe(0)
  })

  test('applies a plan, including one that was read from a file', async () => {
    const pay = payWith(schedule({ scheduleFrequency: 'P7D' }), schedule({ reportScheduleId: '2', reportType: 'B' }))
    const { schedules } = pay.account()
    const plan: SchedulePlan = JSON.parse(JSON.stringify(await schedules.plan([declared], { prune: true })))
    const seen: SchedulePlan[] = []
    const applied = await schedules.apply(plan, { onPlan: (fresh) => void seen.push(fresh) })
    expect(applied.map(({ action }) => action)).toEqual(['replace', 'cancel'])
    expect(seen).toEqual([plan])
    expect(pay.last('cancelReportSchedule').request.url).toMatch(/\/report-schedules\/2$/)
  })

  test('rejects the plan of another account', async () => {
    const plan = await payWith().account().schedules.plan([declared])
    const inSandbox = payWith().account({ publicKeyId: 'SANDBOX-A' })
    await expect(inSandbox.schedules.apply(plan)).rejects.toThrow(/belongs to the environment live/)
    await expect(payWith().account({ region: 'na' }).schedules.apply(plan)).rejects.toThrow(/belongs to the region eu/)
    const seller = sellingPartner({
      region: 'eu',
      credentials: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' },
    })
    await expect(seller.schedules.apply(plan as never)).rejects.toThrow(/belongs to the api pay/)
  })

  test.each([
    ['refused, in whatever way', () => payResponses.error(409, 'Anything')],
    ['answered with an array', () => Response.json([schedule()], { status: 201 })],
  ])('reports that a schedule was created meanwhile if the second is %s', async (_, refusal) => {
    const pay = new FakePay()
      .respond('getReportSchedules', payResponses.schedules([]), payResponses.schedules([schedule()]))
      .respond('createReportSchedule', refusal)
    await expect(pay.account().schedules.apply([declared])).rejects.toMatchObject({
      name: 'ScheduleError',
      code: 'OUT_OF_DATE',
      message: expect.stringContaining('Plan again'),
    })
    expect(pay.all('createReportSchedule')).toHaveLength(1)
  })

  test.each([
    ['and no schedule is there', payResponses.schedules([])],
    ['and the schedules cannot be listed', payResponses.error(403, 'FORBIDDEN')],
  ])('passes on any other rejection, %s', async (_, listing) => {
    const pay = new FakePay()
      .respond('getReportSchedules', payResponses.schedules([]), listing)
      .respond('createReportSchedule', payResponses.error(400, 'InvalidParameterValue'))
    await expect(pay.account().schedules.apply([declared])).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 'InvalidParameterValue' }],
    })
  })
})

describe('a createReportSchedule of Amazon Pay whose response is lost', () => {
  test('is looked up and not sent again if the schedule was created', async () => {
    const pay = new FakePay()
      .respond('getReportSchedules', payResponses.schedules([]), payResponses.schedules([schedule()]))
      .respond('createReportSchedule', responses.reset())
    expect(await pay.account().schedules.apply([declared])).toMatchObject([{ reportScheduleId: '68973459224' }])
    expect(pay.all('createReportSchedule')).toHaveLength(1)
  })

  test('is sent again if the schedule was not created', async () => {
    const pay = payWith(schedule({ scheduleFrequency: 'P7D' })).respond('createReportSchedule', responses.reset())
    expect(await pay.account().schedules.apply([declared])).toMatchObject([{ reportScheduleId: '68973459225' }])
    expect(pay.all('createReportSchedule')).toHaveLength(2)
  })
})

describe('schedules of Amazon Pay', () => {
  test('are listed, all or by type, and cancelled by id', async () => {
    const pay = payWith(schedule())
    const { schedules } = pay.account()
    expect(await schedules.list()).toEqual([schedule()])
    await schedules.list([orders, refunds, orders])
    const { searchParams } = new URL(pay.last('getReportSchedules').request.url)
    expect(searchParams.get('reportTypes')).toBe(`${orders},${refunds}`)
    await schedules.cancel('68973459224')
    expect(pay.last('cancelReportSchedule').request.url).toMatch(/\/report-schedules\/68973459224$/)
    await expect(schedules.list([])).rejects.toThrow(/Leave it out to list/)
    await expect(schedules.cancel('')).rejects.toThrow('reportScheduleId')
  })

  test('that do not exist cannot be cancelled', async () => {
    const pay = new FakePay().respond('cancelReportSchedule', payResponses.error(404, 'NOT_FOUND'))
    await expect(pay.account().schedules.cancel('1')).rejects.toMatchObject({ status: 404 })
  })
})
