import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { memorySeenReports, type ScheduleDeclaration } from '../src/accounts/pay/index.ts'
import { listingFetch, withEmulator } from './support/emulated.ts'
import { merchantAt } from './support/emulated-pay.ts'

const orders = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'
const refunds = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'
const settlements = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'
const sandboxSettlements = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'
const day = 86_400_000
const hour = 3_600_000

describe('a report of Amazon Pay, against the emulator,', () => {
  const lastDay = (now: number) => ({ from: new Date(now - day), to: new Date(now) })

  test('is requested, polled and downloaded, and its download URL is requested again when it is too old', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ reportTypes: [{ reportType: orders, document: { content: '"Id"\n"1"\n' } }] })
      const { fetch, calls } = listingFetch()
      const account = merchantAt(emulator, { fetch })
      const outcome = await account.run({ reportType: orders, ...lastDay(emulator.now()) })
      if (outcome.status !== 'done') throw new Error(`the report is ${outcome.status}`)
      expect(calls.at(0)).toBe('POST /live/v2/reports')
      const located = () => calls.filter((call) => call.startsWith('GET /live/v2/report-documents/')).length
      expect(located()).toBe(0)
      await emulator.advance(hour)
      expect(await outcome.document.text()).toBe('"Id"\n"1"\n')
      await emulator.advance(40_000)
      expect(await outcome.document.text()).toBe('"Id"\n"1"\n')
      expect(located()).toBe(2)
    }))

  test('is downloaded again if the download URL expires before the download starts', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ reportTypes: [{ reportType: orders, document: { content: '"Id"\n' } }] })
      let downloads = 0
      const { fetch, calls } = listingFetch((call) => {
        if (!call.includes('/v2/') && downloads++ === 0) void emulator.advance(31_000)
      })
      const account = merchantAt(emulator, { fetch })
      const outcome = await account.run({ reportType: orders, ...lastDay(emulator.now()) })
      expect(outcome.status === 'done' && (await outcome.document.text())).toBe('"Id"\n')
      expect(calls.filter((call) => call.includes('/report-documents/'))).toHaveLength(2)
    }))

  test('is cancelled in the sandbox if there is no data', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({
        environment: 'sandbox',
        reportTypes: [{ reportType: sandboxSettlements, processingStatus: 'CANCELLED' }],
      })
      const account = merchantAt(emulator, { environment: 'sandbox' })
      const outcome = await account.run({ reportType: sandboxSettlements, ...lastDay(emulator.now()) })
      expect(outcome).toMatchObject({ status: 'cancelled', likely: 'no data' })
    }))

  test('is not requested twice if the response is lost, and is found as a candidate', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-during' }] })
      const outcome = await merchantAt(emulator).run({ reportType: orders, ...lastDay(emulator.now()) })
      expect(outcome).toMatchObject({ status: 'unknown', candidates: [{ reportType: orders }] })
    }))

  test.each([
    [
      'a key that does not belong to the key id',
      { privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey },
      403,
    ],
    ['an unknown key id', { publicKeyId: 'ANOTHERKEY' }, 401],
  ] as const)('is rejected with %s', (_, options, status) =>
    withEmulator(async (emulator) => {
      const { client } = merchantAt(emulator, options)
      await expect(client.getReports()).rejects.toMatchObject({ status, requestId: expect.stringMatching(/./) })
    }),
  )
})

describe('settlements of Amazon Pay, against the emulator,', () => {
  test('are created by Amazon, and are each collected once, oldest first', () =>
    withEmulator(async (emulator) => {
      const account = merchantAt(emulator)
      const seen = memorySeenReports()
      const collected = async () => {
        const ends: (string | undefined)[] = []
        for await (const { status, report } of account.collect({ reportTypes: [settlements], seen })) {
          if (status === 'done') ends.push(report.endTime)
        }
        return ends
      }
      await emulator.advance(30 * day)
      const first = await collected()
      expect(first).toHaveLength(2)
      expect(first.toSorted()).toEqual(first)
      await emulator.advance(14 * day)
      expect(await collected()).toHaveLength(1)
    }))

  test('contain their start and end, and their rows add up', () =>
    withEmulator(async (emulator) => {
      await emulator.advance(15 * day)
      const found: unknown[] = []
      for await (const collected of merchantAt(emulator).collect({ reportTypes: [settlements] })) {
        if (collected.status !== 'done') continue
        const { summary, rows } = await collected.document.settlement()
        let count = 0
        for await (const batch of rows) count += batch.length
        expect(count).toBe(rows.summary.rows)
        found.push(summary, rows.summary.sums, rows.summary.warnings)
      }
      expect(found).toEqual([
        expect.objectContaining({ startDate: expect.stringMatching(/\d/), endDate: expect.stringMatching(/\d/) }),
        [{ amount: expect.stringMatching(/^-?\d+\.\d\d$/), currency: 'USD' }],
        [],
      ])
    }))
})

describe('schedules of Amazon Pay, against the emulator,', () => {
  const declared: ScheduleDeclaration = { reportType: orders, scheduleFrequency: 'P1D' }

  test('are created as declared, and do not change when they are applied again', () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch()
      const { schedules } = merchantAt(emulator, { fetch })
      const nextReportCreationTime = new Date(emulator.now() + hour)
      const declarations: ScheduleDeclaration[] = [
        declared,
        { reportType: refunds, scheduleFrequency: 'PT84H', nextReportCreationTime },
      ]
      expect((await schedules.apply(declarations)).map(({ action }) => action)).toEqual(['create', 'create'])
      const made = calls.length
      expect((await schedules.apply(declarations)).map(({ action }) => action)).toEqual(['keep', 'keep'])
      expect(calls.slice(made)).toEqual(['GET /live/v2/report-schedules'])
    }))

  test('are replaced, and undeclared ones are cancelled only with prune', () =>
    withEmulator(async (emulator) => {
      const { schedules } = merchantAt(emulator)
      const [old] = await schedules.apply([declared, { ...declared, reportType: refunds }])
      const [replaced] = await schedules.apply([{ ...declared, scheduleFrequency: 'P7D' }])
      expect(replaced).toMatchObject({ action: 'replace' })
      expect(replaced?.reportScheduleId).not.toBe(old?.reportScheduleId)
      expect(await schedules.list()).toHaveLength(2)
      await schedules.apply([{ ...declared, scheduleFrequency: 'P7D' }], { prune: true })
      expect(await schedules.list()).toMatchObject([{ reportType: orders, scheduleFrequency: 'P7D' }])
    }))

  test('that another client created meanwhile are kept and reported', () =>
    withEmulator(async (emulator) => {
      const { schedules } = merchantAt(emulator)
      const others = { reportType: orders, scheduleFrequency: 'P30D', nextReportCreationTime: '20991118T150630Z' }
      const onPlan = () => emulator.addFixtures({ reportSchedules: [{ reportScheduleId: '1', ...others }] })
      await expect(schedules.apply([declared], { onPlan })).rejects.toMatchObject({ code: 'OUT_OF_DATE' })
      expect(await schedules.list()).toMatchObject([{ reportScheduleId: '1' }])
    }))

  test('belong to one environment each', () =>
    withEmulator(async (emulator) => {
      await merchantAt(emulator).schedules.apply([declared])
      expect(await merchantAt(emulator, { environment: 'sandbox' }).schedules.list()).toEqual([])
    }))

  test('create reports that are collected', () =>
    withEmulator(async (emulator) => {
      const account = merchantAt(emulator)
      await account.schedules.apply([declared])
      await emulator.advance(2 * day + hour)
      const found: string[] = []
      for await (const { status, report } of account.collect({ reportTypes: [orders] })) {
        found.push(`${status} ${report.reportType}`)
      }
      expect(found).toEqual([`done ${orders}`, `done ${orders}`])
    }))

  test.each([
    ['before the schedule is created', 'reset-before', 2],
    ['after the schedule is created', 'reset-during', 1],
  ] as const)('are created once if the connection is lost %s', (_, connection, sent) =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReportSchedule', connection }] })
      const { fetch, calls } = listingFetch()
      const { schedules } = merchantAt(emulator, { fetch })
      const [made] = await schedules.apply([declared])
      expect(await schedules.list()).toMatchObject([{ reportScheduleId: made?.reportScheduleId }])
      expect(calls.filter((call) => call.startsWith('POST '))).toHaveLength(sent)
    }),
  )
})
