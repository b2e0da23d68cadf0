import type { Emulator } from '@reportline/emulator'
import { describe, expect, test } from 'vitest'
import { amazonPay } from '../../../src/accounts/pay/index.ts'
import { withEmulator } from '../../support/emulated.ts'
import { merchantAt } from '../../support/emulated-pay.ts'
import { orders, settlements } from './fake-pay.ts'

/** The setup code in Amazon's documentation that precedes the samples. */
const reportSchedule = {
  reportScheduleId: '68973459224',
  reportType: orders,
  scheduleFrequency: 'P1D',
  nextReportCreationTime: '20221118T150630Z',
}
const settlement = {
  reportId: 'A08439021T39K6DTX4JS8',
  reportType: settlements,
  startTime: '20221118T150630Z',
  endTime: '20221202T150350Z',
  createdTime: '20221207T170826Z',
  processingStatus: 'COMPLETED',
  processingStartTime: '20221207T170826Z',
  processingEndTime: '20221207T170826Z',
  reportDocumentId: 'amzn1.tortuga.3.45ee712dc-3512-6cbd-ad71-ab3cb4cffef7.T3FKJJI01Y1E32',
} as const

const schedulePayload = {
  reportType: orders,
  scheduleFrequency: 'P1D',
  nextReportCreationTime: '20220806T235959Z',
}

/** The two configurations of the English page: with an environment-specific key, and with another key. */
const configurations = {
  'a key of the environment': (publicKeyId: string) => ({ publicKeyId: `LIVE-${publicKeyId}` }),
  'sandbox: false': (publicKeyId: string) => ({ publicKeyId, environment: 'live' as const }),
}

describe.each(Object.entries(configurations))(
  'the Node samples of "Managing report schedules", with %s',
  (_, configuration) => {
    const configured = (emulator: Emulator) => {
      const { publicKeyId, privateKey, region } = emulator.credentials.pay
      const algorithm = 'AMZN-PAY-RSASSA-PSS-V2'
      const config = { ...configuration(publicKeyId), privateKey, region, algorithm } as const
      return amazonPay({ ...config, endpoint: emulator.url }).client
    }

    test('get report schedules', () =>
      withEmulator(async (emulator) => {
        emulator.addFixtures({ now: '2022-11-18T12:00:00Z', reportSchedules: [reportSchedule] })
        const result = await configured(emulator).getReportSchedules()
        expect(result).toEqual({ reportSchedules: [reportSchedule] })
      }))

    test('get report schedule by id', () =>
      withEmulator(async (emulator) => {
        emulator.addFixtures({ now: '2022-11-18T12:00:00Z', reportSchedules: [reportSchedule] })
        const reportScheduleId = '68973459224'
        const result = await configured(emulator).getReportScheduleById({ reportScheduleId })
        expect(result).toEqual(reportSchedule)
      }))

    test('create report schedule', () =>
      withEmulator(async (emulator) => {
        emulator.addFixtures({ now: '2022-08-05T12:00:00Z' })
        const client = configured(emulator)
        const { body, status } = await client.createReportSchedule({ body: schedulePayload }).withResponse()
        expect(status).toBe(201)
        expect(body).toEqual({ reportScheduleId: expect.stringMatching(/^\d+$/) })
      }))

    test('cancel report schedule', () =>
      withEmulator(async (emulator) => {
        emulator.addFixtures({ now: '2022-11-18T12:00:00Z', reportSchedules: [reportSchedule] })
        const client = configured(emulator)
        const reportScheduleId = '68973459224'
        const { status } = await client.cancelReportSchedule({ reportScheduleId }).withResponse()
        expect(status).toBe(200)
        expect(await client.getReportSchedules()).toEqual({ reportSchedules: [] })
      }))
  },
)

describe('the examples of the Japanese page "Reports", by operation', () => {
  const given = (emulator: Emulator, now = '2022-12-08T12:00:00Z') =>
    emulator.addFixtures({
      now,
      reports: [settlement],
      reportSchedules: [reportSchedule],
      documents: [{ reportDocumentId: settlement.reportDocumentId, content: '"Id"\n', contentType: 'text/csv' }],
    })

  test('Get Reports', () =>
    withEmulator(async (emulator) => {
      given(emulator)
      const { reports } = await merchantAt(emulator).client.getReports({ reportTypes: [settlements] })
      expect(reports).toEqual([settlement])
    }))

  test('Get Report By Id', () =>
    withEmulator(async (emulator) => {
      given(emulator)
      const { reportId } = settlement
      expect(await merchantAt(emulator).client.getReportById({ reportId })).toEqual(settlement)
    }))

  test('Create Report', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ now: '2022-08-05T12:00:00Z' })
      const created = await merchantAt(emulator)
        .client.createReport({ reportType: orders, startTime: '20220804T000000Z', endTime: '20220804T235959Z' })
        .withResponse()
      expect(created).toMatchObject({ status: 201, body: { reportId: expect.stringMatching(/^A/) } })
    }))

  test('Get Report Document', () =>
    withEmulator(async (emulator) => {
      given(emulator)
      const { reportDocumentId } = settlement
      const document = await merchantAt(emulator).client.getReportDocument({ reportDocumentId })
      expect(document).toMatchObject({ reportDocumentId, compressionAlgorithm: 'N/A' })
      expect(await (await fetch(document.url)).text()).toBe('"Id"\n')
    }))

  test('Get Report Schedules', () =>
    withEmulator(async (emulator) => {
      given(emulator, '2022-11-18T12:00:00Z')
      const { reportSchedules } = await merchantAt(emulator).client.getReportSchedules({ reportTypes: [orders] })
      expect(reportSchedules).toEqual([reportSchedule])
    }))

  test('Get Report Schedule By ID', () =>
    withEmulator(async (emulator) => {
      given(emulator, '2022-11-18T12:00:00Z')
      const { reportScheduleId } = reportSchedule
      expect(await merchantAt(emulator).client.getReportScheduleById({ reportScheduleId })).toEqual(reportSchedule)
    }))

  test('Create Report Schedule', () =>
    withEmulator(async (emulator) => {
      given(emulator, '2022-08-05T12:00:00Z')
      const { client } = merchantAt(emulator)
      const body = { ...schedulePayload, deleteExistingSchedule: true }
      const { reportScheduleId } = await client.createReportSchedule({ deleteExistingSchedule: true, body })
      expect(await client.getReportSchedules()).toEqual({ reportSchedules: [{ ...schedulePayload, reportScheduleId }] })
    }))

  test('Cancel Report Schedule', () =>
    withEmulator(async (emulator) => {
      given(emulator, '2022-11-18T12:00:00Z')
      const { reportScheduleId } = reportSchedule
      await expect(merchantAt(emulator).client.cancelReportSchedule({ reportScheduleId })).resolves.toBeUndefined()
    }))
})
