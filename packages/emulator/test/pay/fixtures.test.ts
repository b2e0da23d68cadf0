import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Fixtures } from '../../src/index.ts'
import { minute } from '../support/durations.ts'
import { type PayClient, startPayClient, types } from '../support/pay-client.ts'

let client: PayClient

beforeEach(async () => {
  client = await startPayClient()
})
afterEach(() => client.emulator.stop())

const report = {
  reportId: 'A08439021T39K6DTX4JS8',
  reportType: types.settlement,
  startTime: '20251118T150630Z',
  endTime: '20251202T150350Z',
  createdTime: '20251207T170826Z',
  processingStatus: 'COMPLETED',
  reportDocumentId: 'amzn1.tortuga.3.id',
} as const

const schedule = {
  reportScheduleId: '68973459224',
  reportType: types.orders,
  scheduleFrequency: 'PT24H',
  nextReportCreationTime: '20260304T120100Z',
} as const

describe('fixtures for Amazon Pay', () => {
  test('add reports that are returned unchanged, and their documents', async () => {
    client.emulator.addFixtures({ reports: [{ ...report, document: { content: 'text' } }] })
    expect(await client.get(`/live/v2/reports/${report.reportId}`)).toEqual(report)
    expect(await client.download(report.reportId)).toBe('text')
    await client.emulator.advance(minute)
    expect(await client.reports()).toEqual([report])
  })

  test('create reports at the current time by default', async () => {
    const { createdTime: _, ...rest } = report
    client.emulator.addFixtures({ reports: [rest] })
    expect(await client.reports()).toEqual([{ ...rest, createdTime: '20260304T120000Z' }])
  })

  test('add schedules that create reports when they are due', async () => {
    client.emulator.addFixtures({ reportSchedules: [schedule] })
    expect(await client.get('/live/v2/report-schedules')).toEqual({ reportSchedules: [schedule] })
    await client.emulator.advance(minute)
    expect(await client.reports()).toMatchObject([{ createdTime: '20260304T120100Z', startTime: '20260303T120100Z' }])
    expect(await client.get(`/live/v2/report-schedules/${schedule.reportScheduleId}`)).toMatchObject({
      nextReportCreationTime: '20260305T120100Z',
    })
  })

  test('replace a schedule for the same report type', async () => {
    client.emulator.addFixtures({ reportSchedules: [schedule, { ...schedule, reportScheduleId: '2' }] })
    expect(await client.get('/live/v2/report-schedules')).toMatchObject({
      reportSchedules: [{ reportScheduleId: '2' }],
    })
  })

  test('are added to the environment that is set together with them', async () => {
    const reportTypes = [{ reportType: types.sandboxSettlement, document: { content: 'text' } }]
    const sandbox = { ...schedule, reportType: types.sandboxSettlement }
    client.emulator.addFixtures({ environment: 'sandbox', reports: [report], reportSchedules: [sandbox], reportTypes })
    expect(await client.reports()).toEqual([])
    expect(await client.get('/live/v2/report-schedules')).toEqual({ reportSchedules: [] })
    expect(await client.reports('/sandbox/v2/reports')).toEqual([report])
    expect(await client.get('/sandbox/v2/report-schedules')).toEqual({ reportSchedules: [sandbox] })
    const reportId = await client.createReport({ reportType: types.sandboxSettlement }, '/sandbox/v2/reports')
    await client.emulator.advance(minute)
    expect(await client.get(`/sandbox/v2/reports/${reportId}`)).toMatchObject({ processingStatus: 'COMPLETED' })
  })

  test('use the live environment by default', async () => {
    client.emulator.addFixtures({ environment: 'sandbox' })
    client.emulator.addFixtures({ reports: [report] })
    expect(await client.reports()).toEqual([report])
  })

  test('add documents without a report to both environments', async () => {
    client.emulator.addFixtures({ documents: [{ reportDocumentId: 'id', content: 'text' }] })
    for (const environment of ['live', 'sandbox']) {
      expect((await client.call('GET', `/${environment}/v2/report-documents/id`)).status).toBe(200)
    }
  })

  test('can be sent with POST', async () => {
    const body = JSON.stringify({ environment: 'sandbox', reports: [report] })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${client.emulator.url}/_emulator/fixtures`, { method: 'POST', headers, body })
    expect(response.status).toBe(200)
    expect(await client.reports('/sandbox/v2/reports')).toHaveLength(1)
  })

  test.each([
    [{ environment: 'production' }, 'environment must be one of live, sandbox, not "production"'],
    [{ reports: [{ ...report, createdTime: '2025-12-07T17:08:26Z' }] }, 'reports[0].createdTime must match pattern'],
    [{ reports: [{ ...report, reportType: 'A' }] }, 'reports[0].reportType is not a report type of Amazon Pay'],
    [{ reports: [{ ...report, reportType: '_GET_A_DATA_' }] }, 'reports[0].reportType must be equal to one of'],
    [{ reports: [{ ...report, reportDocumentId: undefined, document: { content: '' } }] }, 'the document requires it'],
    [{ reportSchedules: [{ ...schedule, scheduleFrequency: 'P5D' }] }, 'scheduleFrequency must be equal to one of'],
    [
      { reportTypes: [{ reportType: types.refunds, processingStatus: 'DOING' }] },
      'one of CANCELLED, COMPLETED, FAILED',
    ],
    [
      { reportTypes: [{ reportType: types.refunds, processingStatus: 'COMPLETED' }] },
      'set for a report that is COMPLETED',
    ],
  ])('reject %j', (fixtures, message) => {
    // @ts-expect-error: wrong on purpose
    expect(() => client.emulator.addFixtures(fixtures)).toThrow(message)
  })
})

describe('the fixtures in the examples of the specification', () => {
  const manifest = createRequire(import.meta.url).resolve('@reportline/pay-reports-spec/package.json')
  const examples = join(dirname(manifest), 'examples')
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.given.yaml'),
  )

  test.each(files)('can be added: %s', (file) => {
    const { given } = parse(readFileSync(join(examples, file), 'utf8')) as { given: Fixtures }
    for (const environment of ['live', 'sandbox'] as const) client.emulator.addFixtures({ environment, ...given })
  })
})
