import type { Emulator } from '@reportline/emulator'
import { describe, expect, test } from 'vitest'
import { memorySeenReports, type ScheduleDeclaration } from '../src/accounts/selling-partner/index.ts'
import { accountAt, listingFetch, withEmulator } from './support/emulated.ts'

const browseTree = 'GET_XML_BROWSE_TREE_DATA'
const settlements = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
const declared: ScheduleDeclaration = { reportType: browseTree, marketplaces: ['US'], period: 'P2D' }

describe('schedules, against the emulator,', () => {
  test('are created as declared, and do not change when they are applied again', () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch()
      const { schedules } = accountAt(emulator, { fetch })
      const first = await schedules.apply([declared, { ...declared, marketplaces: ['CA', 'MX'], period: 'P1M' }])
      expect(first.map(({ action }) => action)).toEqual(['create', 'create'])
      const made = calls.length
      const second = await schedules.apply([declared, { ...declared, marketplaces: ['MX', 'CA'], period: 'P1M' }])
      expect(second.map(({ action }) => action)).toEqual(['keep', 'keep'])
      expect(second.map(({ reportScheduleId }) => reportScheduleId)).toEqual(
        first.map(({ reportScheduleId }) => reportScheduleId),
      )
      expect(calls.slice(made)).toEqual(['GET /reports/2021-06-30/schedules'])
    }))

  test('are unchanged if their options and first reports are declared', () =>
    withEmulator(async (emulator) => {
      const { schedules } = accountAt(emulator)
      const nextReportCreationTime = new Date(emulator.now() + 3_600_000)
      const detailed = { ...declared, reportOptions: { RootNodesOnly: 'true' }, nextReportCreationTime }
      await schedules.apply([detailed])
      expect(await schedules.plan([detailed])).toMatchObject({ entries: [{ action: 'keep' }] })
      expect(await schedules.plan([declared])).toMatchObject({ entries: [{ action: 'replace' }] })
    }))

  test('are replaced by Amazon, and undeclared ones are cancelled only with prune', () =>
    withEmulator(async (emulator) => {
      const { schedules } = accountAt(emulator)
      const [old] = await schedules.apply([declared])
      const other = { ...declared, marketplaces: ['CA'] }
      const applied = await schedules.apply([{ ...declared, period: 'P1D' }])
      expect(applied).toMatchObject([{ action: 'replace' }])
      expect(applied[0]?.reportScheduleId).not.toBe(old?.reportScheduleId)
      expect(await schedules.list([browseTree])).toHaveLength(1)
      await schedules.apply([other])
      expect(await schedules.list([browseTree])).toHaveLength(2)
      await schedules.apply([other], { prune: true })
      expect(await schedules.list([browseTree])).toMatchObject([{ marketplaceIds: ['A2EUQ1WTGCTBG2'] }])
    }))

  test('are cancelled once', () =>
    withEmulator(async (emulator) => {
      const { schedules } = accountAt(emulator)
      const [made] = await schedules.apply([declared])
      await schedules.cancel(made?.reportScheduleId ?? '')
      expect(await schedules.list([browseTree])).toEqual([])
      await expect(schedules.cancel(made?.reportScheduleId ?? '')).rejects.toMatchObject({ status: 404 })
    }))

  test.each([settlements, 'GET_MERCHANT_LISTINGS_ALL_DATA'])('of %s are rejected with a suggestion', (reportType) =>
    withEmulator(async (emulator) => {
      const applying = accountAt(emulator).schedules.apply([{ ...declared, reportType }])
      await expect(applying).rejects.toMatchObject({ name: 'ScheduleError', code: 'NOT_SCHEDULABLE', reportType })
    }),
  )

  test.each([
    ['before the schedule is created', 'reset-before', 2],
    ['after the schedule is created', 'reset-during', 1],
  ] as const)('are created once if the connection is lost %s', (_when, connection, sent) =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReportSchedule', connection }] })
      const { fetch, calls } = listingFetch()
      const { schedules } = accountAt(emulator, { fetch })
      const [made] = await schedules.apply([declared])
      expect(await schedules.list([browseTree])).toMatchObject([{ reportScheduleId: made?.reportScheduleId }])
      expect(calls.filter((call) => call === 'POST /reports/2021-06-30/schedules')).toHaveLength(sent)
    }),
  )
})

describe('settlements, against the emulator,', () => {
  function giveSettlement(emulator: Emulator, reportId: string, daysAgo: number) {
    const reportDocumentId = `document-${reportId}`
    const createdTime = new Date(emulator.now() - daysAgo * 86_400_000).toISOString()
    emulator.addFixtures({
      documents: [{ reportDocumentId, content: `settlement-id\tamount\n${reportId}\t95,00\n` }],
      reports: [
        {
          reportId,
          reportType: settlements,
          marketplaceIds: ['ATVPDKIKX0DER'],
          createdTime,
          processingStatus: 'DONE',
          reportDocumentId,
        },
      ],
    })
  }

  test('are each collected once, oldest first', () =>
    withEmulator(async (emulator) => {
      const seen = memorySeenReports()
      const account = accountAt(emulator)
      const collected = async () => {
        const found: string[] = []
        for await (const settlement of account.collect({ reportTypes: [settlements], seen })) {
          if (settlement.status !== 'done') continue
          for await (const [row] of settlement.document.rows()) found.push(row?.['settlement-id'] ?? '')
        }
        return found
      }
      giveSettlement(emulator, '50002', 1)
      giveSettlement(emulator, '50001', 15)
      expect(await collected()).toEqual(['50001', '50002'])
      giveSettlement(emulator, '50003', 0)
      expect(await collected()).toEqual(['50003'])
      expect(await collected()).toEqual([])
    }))
})

describe('the reports of a schedule, against the emulator,', () => {
  test('are collected once they are created, including restricted ones', () =>
    withEmulator(async (emulator) => {
      const orders = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'
      emulator.addFixtures({ reportTypes: [{ reportType: orders, document: { content: 'order-id\n1\n' } }] })
      const account = accountAt(emulator)
      const [made] = await account.schedules.apply([{ ...declared, reportType: orders }])
      const seen = memorySeenReports()
      const collected = async () => {
        const found: unknown[] = []
        for await (const one of account.collect({ reportTypes: [orders], seen })) {
          found.push([one.report.reportScheduleId, one.status === 'done' ? await one.document.text() : one.status])
        }
        return found
      }
      expect(await collected()).toEqual([])
      await emulator.advance(2 * 86_400_000 + 3_600_000)
      expect(await collected()).toEqual([[made?.reportScheduleId, 'order-id\n1\n']])
      await emulator.advance(4 * 86_400_000)
      expect(await collected()).toHaveLength(2)
    }))
})
