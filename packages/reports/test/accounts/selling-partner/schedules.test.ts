import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import { describe, expect, test } from 'vitest'
import {
  formatSchedulePlan,
  type ScheduleDeclaration,
  type SchedulePeriod,
  type SchedulePlan,
} from '../../../src/accounts/selling-partner/index.ts'
import { FakeAmazon, responses } from '../../support/fake-amazon.ts'

const reportType = 'GET_XML_BROWSE_TREE_DATA'
const germany = 'A1PA6795UKMFR9'
const france = 'A13V1IB3VIYZZH'
const declared: ScheduleDeclaration = { reportType, marketplaces: ['FR', 'DE'], period: 'P2D' }

function schedule(fields: Partial<ReportSchedule> = {}): ReportSchedule {
  return {
    reportScheduleId: 'schedule-1',
    reportType,
    marketplaceIds: [germany, france],
    period: 'P2D',
    nextReportCreationTime: '2025-01-15T06:00:00+00:00',
    ...fields,
  }
}

const listed = (...reportSchedules: ReportSchedule[]) => Response.json({ reportSchedules })

/** Creates a fake Amazon that always lists these schedules. */
function amazonWith(...reportSchedules: ReportSchedule[]): FakeAmazon {
  return new FakeAmazon().respond(
    'getReportSchedules',
    ...Array.from({ length: 9 }, () => () => listed(...reportSchedules)),
  )
}

const changes = (amazon: FakeAmazon) => amazon.count('createReportSchedule') + amazon.count('cancelReportSchedule')
const actions = ({ entries }: SchedulePlan) => entries.map(({ action }) => action)

describe('a plan', () => {
  test('creates missing schedules, with the assumed time of the first report', async () => {
    const plan = await amazonWith().account().schedules.plan([declared])
    expect(plan.entries).toEqual([
      {
        action: 'create',
        spec: { reportType, marketplaceIds: [france, germany].sort(), period: 'P2D' },
        firstReport: { time: '2025-01-17T00:00:00.000Z', assumed: true },
      },
    ])
  })

  test('keeps schedules that match their declaration, in any order of marketplaces', async () => {
    const amazon = amazonWith(schedule())
    for (const marketplaces of [
      ['DE', 'FR'],
      ['FR', germany],
    ]) {
      expect(actions(await amazon.account().schedules.plan([{ ...declared, marketplaces }]))).toEqual(['keep'])
    }
    expect(changes(amazon)).toBe(0)
  })

  test('treats a schedule with fewer marketplaces as another one', async () => {
    const other = schedule({ marketplaceIds: [germany] })
    const plan = await amazonWith(other).account().schedules.plan([declared])
    expect(actions(plan)).toEqual(['create'])
    expect(plan.undeclared).toEqual([other])
  })

  test('replaces a schedule with another period, and names the skipped report', async () => {
    const old = schedule({ period: 'P1D' })
    const plan = await amazonWith(old).account().schedules.plan([declared])
    expect(plan.entries).toMatchObject([
      {
        action: 'replace',
        schedule: old,
        reasons: ['period is P1D, not P2D'],
        firstReport: { time: '2025-01-17T00:00:00.000Z' },
        skips: {
          report: '2025-01-15T06:00:00+00:00',
          uncovered: { from: '2025-01-14T06:00:00.000Z', to: '2025-01-15T00:00:00.000Z' },
        },
      },
    ])
  })

  test('skips no report if the new schedule starts in time', async () => {
    const first = { ...declared, nextReportCreationTime: '2025-01-15T05:00:00Z' }
    const plan = await amazonWith(schedule()).account().schedules.plan([first])
    expect(plan.entries).toMatchObject([{ action: 'replace', firstReport: { assumed: false } }])
    expect(plan.entries[0]).toHaveProperty('skips', { report: '2025-01-15T06:00:00+00:00' })
  })

  test.each([
    ['another value', { a: '1' }, { a: '2' }, ['reportOptions.a is "2", not "1"']],
    ['one that is not declared', undefined, { a: '2' }, ['reportOptions.a is "2", not absent']],
    ['one that is missing', { a: '1' }, undefined, ['reportOptions.a is absent, not "1"']],
  ])('replaces a schedule whose options have %s', async (_what, reportOptions, actual, reasons) => {
    const amazon = amazonWith(schedule(actual === undefined ? {} : { reportOptions: actual }))
    const plan = await amazon.account().schedules.plan([{ ...declared, ...(reportOptions ? { reportOptions } : {}) }])
    expect(plan.entries).toMatchObject([{ action: 'replace', reasons }])
  })

  test('treats missing and empty options as equal', async () => {
    const plan = await amazonWith(schedule())
      .account()
      .schedules.plan([{ ...declared, reportOptions: {} }])
    expect(actions(plan)).toEqual(['keep'])
  })

  test('compares the next creation time to the second, and only while the declared time is in the future', async () => {
    const account = amazonWith(schedule()).account()
    const at = async (nextReportCreationTime: string) =>
      actions(await account.schedules.plan([{ ...declared, nextReportCreationTime }]))
    expect(await at('2025-01-15T07:00:00.900+01:00')).toEqual(['keep'])
    expect(await at('2025-01-15T07:00:00Z')).toEqual(['replace'])
    expect(await at('2025-01-14T07:00:00Z')).toEqual(['keep'])
  })

  test('cancels undeclared schedules only with prune, and only of the declared types', async () => {
    const other = schedule({ reportScheduleId: 'schedule-2', marketplaceIds: [germany] })
    const untold = { reportScheduleId: 'schedule-3', reportType, period: 'P2D' }
    const amazon = amazonWith(schedule(), other, untold)
    const { schedules } = amazon.account()
    expect(await schedules.plan([declared])).toMatchObject({ prune: false, undeclared: [other, untold] })
    const plan = await schedules.plan([declared], { prune: true })
    expect(actions(plan)).toEqual(['keep', 'cancel'])
    expect(plan).toMatchObject({
      entries: [{}, { schedule: other, skips: { uncovered: { from: '2025-01-13T06:00:00.000Z' } } }],
      undeclared: [untold],
    })
    expect(new URL(amazon.last('getReportSchedules').request.url).searchParams.get('reportTypes')).toBe(reportType)
  })

  test('lists ten report types at a time', async () => {
    const amazon = amazonWith()
    const types = Array.from({ length: 11 }, (_, index) => ({ ...declared, reportType: `GET_TYPE_${index}` }))
    await amazon.account().schedules.plan(types)
    expect(amazon.count('getReportSchedules')).toBe(2)
  })

  test('is plain JSON, and can be formatted', async () => {
    const other = schedule({ reportScheduleId: 'schedule-2', reportType: 'GET_B', marketplaceIds: [germany] })
    const wrong = schedule({ period: 'P1D' })
    const amazon = amazonWith(wrong, other)
    const specs: ScheduleDeclaration[] = [
      declared,
      { reportType: 'GET_A', marketplaces: ['DE'], period: 'P1M', nextReportCreationTime: '2025-01-31T00:00:00Z' },
      { reportType: 'GET_B', marketplaces: ['IT'], period: 'PT5M' },
    ]
    const plan = await amazon.account().schedules.plan(specs, { prune: true })
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    expect(formatSchedulePlan(plan)).toBe(
      [
        'Schedules of the region eu at 2025-01-15T00:00:00.000Z: create 2, replace 1, keep 0, cancel 1',
        'replace  GET_XML_BROWSE_TREE_DATA in DE, FR every P1D, id schedule-1',
        '           period is P1D, not P2D',
        '           the report of 2025-01-15T06:00:00+00:00 will not be created',
        '           no scheduled report covers the time from 2025-01-14T06:00:00.000Z to 2025-01-15T00:00:00.000Z',
        '           first report 2025-01-17T00:00:00.000Z (assumed: one period from now)',
        'create   GET_A in DE every P1M',
        '           first report 2025-01-31T00:00:00.000Z',
        'create   GET_B in IT every PT5M',
        '           first report 2025-01-15T00:05:00.000Z (assumed: one period from now)',
        'cancel   GET_B in DE every P2D, id schedule-2',
        '           the report of 2025-01-15T06:00:00+00:00 will not be created',
        '           no scheduled report covers the time from 2025-01-13T06:00:00.000Z on',
        '',
      ].join('\n'),
    )
  })

  test.each([
    [
      'an unknown period',
      { period: 'P5D' as SchedulePeriod },
      /Schedule 1: Unknown `period` "P5D". Expected one of: PT5M/,
    ],
    ['a date that does not exist', { nextReportCreationTime: '2025-02-30T00:00:00Z' }, /does not exist/],
    [
      'a time without a time zone',
      { nextReportCreationTime: '2025-02-01T00:00:00' },
      /`nextReportCreationTime` must be/,
    ],
    ['options that are not strings', { reportOptions: { a: 1 as unknown as string } }, /reportOptions.a/],
    ['an empty report type', { reportType: '' }, /reportType/],
    ['marketplaces of another region', { marketplaces: ['US'] }, /region na/],
    ['no marketplaces', { marketplaces: [] }, /marketplaces/],
    ['an unknown field', { from: '2025-01-01' }, /Unknown field `from`/],
  ])('is rejected for %s, and nothing is sent', async (_what, fields, words) => {
    const amazon = amazonWith()
    const planning = amazon.account().schedules.plan([{ ...declared, ...fields }])
    await expect(planning).rejects.toThrow(TypeError)
    await expect(amazon.account().schedules.plan([{ ...declared, ...fields }])).rejects.toThrow(words)
    expect(amazon.sent).toEqual([])
  })

  test('is rejected for two schedules of which Amazon keeps one', async () => {
    const twice = [declared, { ...declared, marketplaces: [germany, 'FR'], period: 'P1D' as const }]
    await expect(amazonWith().account().schedules.plan(twice)).rejects.toThrow(/Schedules 1 and 2 are both for/)
  })

  test('is rejected for a first report in the past', async () => {
    const past = { ...declared, nextReportCreationTime: '2025-01-15T00:00:00Z' }
    const amazon = amazonWith()
    await expect(amazon.account().schedules.apply([past])).rejects.toThrow(
      /`nextReportCreationTime` of .* is in the past/,
    )
    expect(changes(amazon)).toBe(0)
  })
})

describe('applying', () => {
  test('passes the plan to the callback before any change, and then sends what was declared', async () => {
    const amazon = amazonWith()
    const nextReportCreationTime = new Date('2025-01-20T06:00:00Z')
    const spec = { ...declared, reportOptions: { RootNodesOnly: 'true' }, nextReportCreationTime }
    const seen: [SchedulePlan, number][] = []
    const applied = await amazon
      .account()
      .schedules.apply([spec], { onPlan: (plan) => void seen.push([plan, changes(amazon)]) })
    expect(seen).toMatchObject([[{ entries: [{ action: 'create' }] }, 0]])
    expect(JSON.parse(amazon.last('createReportSchedule').body)).toEqual({
      reportType,
      marketplaceIds: [france, germany].sort(),
      period: 'P2D',
      reportOptions: { RootNodesOnly: 'true' },
      nextReportCreationTime: '2025-01-20T06:00:00.000Z',
    })
    expect(applied).toMatchObject([{ action: 'create', reportScheduleId: 'schedule-new', reportType }])
  })

  test('changes nothing if the callback rejects the plan', async () => {
    const amazon = amazonWith()
    const onPlan = () => Promise.reject(new Error('not today'))
    await expect(amazon.account().schedules.apply([declared], { onPlan })).rejects.toThrow('not today')
    expect(changes(amazon)).toBe(0)
  })

  test('applies a plan, including one that was read from a file', async () => {
    const amazon = amazonWith(
      schedule({ period: 'P1D' }),
      schedule({ reportScheduleId: 'old', marketplaceIds: [germany] }),
    )
    const { schedules } = amazon.account()
    const plan: SchedulePlan = JSON.parse(JSON.stringify(await schedules.plan([declared], { prune: true })))
    expect((await schedules.apply(plan)).map(({ action }) => action)).toEqual(['replace', 'cancel'])
    expect(amazon.last('cancelReportSchedule').request.url).toMatch(/\/schedules\/old$/)
  })

  test('rejects a plan if the schedules have changed since', async () => {
    const plan = await amazonWith().account().schedules.plan([declared])
    const amazon = amazonWith(schedule({ period: 'P1D' }))
    await expect(amazon.account().schedules.apply(plan)).rejects.toMatchObject({
      name: 'ScheduleError',
      code: 'OUT_OF_DATE',
      reportType,
      message: expect.stringContaining('this one would now be replaced'),
    })
    expect(changes(amazon)).toBe(0)
  })

  test('keeps schedules that match the plan already', async () => {
    const plan = await amazonWith().account().schedules.plan([declared])
    const amazon = amazonWith(schedule())
    expect(await amazon.account().schedules.apply(plan)).toMatchObject([{ action: 'keep' }])
    expect(changes(amazon)).toBe(0)
  })

  test('checks a plan from a file, in any order of keys', async () => {
    const amazon = amazonWith()
    const { schedules } = amazon.account()
    const action = 'create'
    const spec = { period: 'P2D', reportType, marketplaceIds: [germany, france] } as const
    const plan = await schedules.plan([declared])
    const firstReport = { assumed: true, time: '2025-01-17T00:00:00.000Z' }
    const turned = { ...plan, entries: [{ spec, firstReport, action } as const] }
    expect(await schedules.apply(turned)).toMatchObject([{ action: 'create' }])
    const wrong = { ...spec, period: 'P5D' as SchedulePeriod }
    const edited = { ...plan, entries: [{ spec: wrong, firstReport, action } as const] }
    await expect(schedules.apply(edited)).rejects.toThrow(/Unknown `period` "P5D"/)
  })

  test('rejects the plan of another region or release, and a different prune', async () => {
    const amazon = amazonWith()
    const { schedules } = amazon.account()
    const plan = await schedules.plan([declared])
    await expect(schedules.apply({ ...plan, region: 'na' })).rejects.toThrow(/belongs to the region na/)
    await expect(schedules.apply({ ...plan, version: 2 as 1 })).rejects.toThrow(/version 2/)
    await expect(schedules.apply(plan, { prune: true })).rejects.toThrow(/Plan again/)
  })

  test.each([
    ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2', /Use `collect`/],
    ['GET_MERCHANT_LISTINGS_ALL_DATA', /Request each report with `run`/],
  ])('suggests an alternative to scheduling %s', async (type, words) => {
    const amazon = amazonWith()
    const refusal = 'Creation of report schedule type 1118 is not allowed at this time'
    amazon.respond('createReportSchedule', responses.error(400, 'InvalidInput', refusal))
    const applying = amazon.account().schedules.apply([{ ...declared, reportType: type }])
    await expect(applying).rejects.toMatchObject({
      code: 'NOT_SCHEDULABLE',
      message: expect.stringMatching(words),
      cause: { requestId: 'request-1' },
    })
  })

  test('treats a missing schedule as cancelled', async () => {
    const amazon = amazonWith(schedule(), schedule({ reportScheduleId: 'old', marketplaceIds: [germany] }))
    amazon.respond('cancelReportSchedule', responses.error(404, 'NotFound'))
    const applied = await amazon.account().schedules.apply([declared], { prune: true })
    expect(applied).toMatchObject([{ action: 'keep' }, { action: 'cancel', reportScheduleId: 'old' }])
  })
})

describe('a createReportSchedule whose response is lost', () => {
  const old = schedule({ period: 'P1D' })
  const made = schedule({ reportScheduleId: 'schedule-2' })

  test('is looked up and not sent again if the schedule was created', async () => {
    const amazon = new FakeAmazon()
      .respond('getReportSchedules', listed(old), listed(made))
      .respond('createReportSchedule', responses.reset())
    const applied = await amazon.account().schedules.apply([declared])
    expect(applied).toMatchObject([{ action: 'replace', reportScheduleId: 'schedule-2' }])
    expect(amazon.count('createReportSchedule')).toBe(1)
  })

  test('is sent again if the old schedule still exists', async () => {
    const amazon = amazonWith(old).respond('createReportSchedule', responses.reset())
    expect(await amazon.account().schedules.apply([declared])).toMatchObject([{ reportScheduleId: 'schedule-new' }])
    expect(amazon.count('createReportSchedule')).toBe(2)
  })

  test('is not confused with the old schedule if the first report falls due meanwhile', async () => {
    const amazon = amazonWith(schedule())
    amazon.respond('createReportSchedule', () => {
      amazon.clock.advance(2_000)
      return responses.reset()
    })
    const spec = { ...declared, nextReportCreationTime: new Date(amazon.clock.now() + 1_000) }
    expect(await amazon.account().schedules.apply([spec])).toMatchObject([{ reportScheduleId: 'schedule-new' }])
  })

  test('is sent at most three times', async () => {
    const amazon = amazonWith().respond('createReportSchedule', ...Array.from({ length: 5 }, () => responses.reset()))
    await expect(amazon.account().schedules.apply([declared])).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
    expect(amazon.count('createReportSchedule')).toBe(3)
  })

  test('has an unknown outcome if the schedules cannot be listed', async () => {
    const amazon = new FakeAmazon()
      .respond('getReportSchedules', listed(), responses.error(403, 'Unauthorized'))
      .respond('createReportSchedule', responses.reset())
    await expect(amazon.account().schedules.apply([declared])).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringContaining('could not be listed'),
    })
  })
})

describe('schedules', () => {
  test('are listed by type, and cancelled by id', async () => {
    const amazon = amazonWith(schedule())
    const { schedules } = amazon.account()
    expect(await schedules.list([reportType, reportType])).toEqual([schedule()])
    await schedules.cancel('schedule-1')
    expect(amazon.last('cancelReportSchedule').request.url).toMatch(/\/schedules\/schedule-1$/)
    await expect(schedules.list([])).rejects.toThrow('reportTypes')
    await expect(schedules.cancel('')).rejects.toThrow('reportScheduleId')
  })

  test('that do not exist cannot be cancelled, unless an earlier attempt may have cancelled them', async () => {
    const amazon = new FakeAmazon()
    const gone = () => responses.error(404, 'NotFound')
    amazon.respond('cancelReportSchedule', gone, responses.reset(), gone)
    const { schedules } = amazon.account()
    await expect(schedules.cancel('schedule-1')).rejects.toMatchObject({ status: 404 })
    await schedules.cancel('schedule-1')
  })

  test('reject with the reason of a signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(new FakeAmazon().account().schedules.apply([declared], { signal })).rejects.toThrow('enough')
  })
})
