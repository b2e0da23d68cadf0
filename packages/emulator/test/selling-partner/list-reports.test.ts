import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReportFixture } from '../../src/index.ts'
import { type Client, errorOf, startClient } from '../support/client.ts'

let client: Client

beforeEach(async () => {
  client = await startClient()
})
afterEach(() => client.emulator.stop())

function reportFixture(reportId: string, more: Partial<ReportFixture> = {}): ReportFixture {
  return { reportId, reportType: 'TYPE_A', processingStatus: 'DONE', createdTime: '2026-03-01T00:00:00+00:00', ...more }
}

async function ids(query: Readonly<Record<string, string>>): Promise<string[]> {
  const { body } = await client.call('GET', '/reports', { query })
  return (body as { reports: { reportId: string }[] }).reports.map(({ reportId }) => reportId)
}

describe('getReports', () => {
  test('lists the newest first, and reports of the same age in the order in which they were added', async () => {
    const newer = { createdTime: '2026-03-02T00:00:00+00:00' }
    client.addFixtures({ reports: [reportFixture('1'), reportFixture('2', newer), reportFixture('3')] })
    expect(await ids({ reportTypes: 'TYPE_A' })).toEqual(['2', '1', '3'])
  })

  test('filters by type, status and marketplace', async () => {
    client.addFixtures({
      reports: [
        reportFixture('1', { marketplaceIds: ['US', 'CA'] }),
        reportFixture('2', { reportType: 'TYPE_B', processingStatus: 'FATAL' }),
        reportFixture('3', { reportType: 'TYPE_C' }),
      ],
    })
    expect(await ids({ reportTypes: 'TYPE_A,TYPE_B' })).toEqual(['1', '2'])
    expect(await ids({ reportTypes: 'TYPE_A,TYPE_B', processingStatuses: 'FATAL,CANCELLED' })).toEqual(['2'])
    expect(await ids({ reportTypes: 'TYPE_A,TYPE_B', marketplaceIds: 'CA,MX' })).toEqual(['1'])
  })

  test('filters by creation time, both ends included', async () => {
    client.addFixtures({ reports: [reportFixture('1')] })
    const [before, at, after] = ['2026-02-28T23:59:59Z', '2026-03-01T01:00:00+01:00', '2026-03-01T00:00:01Z']
    expect(await ids({ reportTypes: 'TYPE_A', createdSince: at, createdUntil: at })).toEqual(['1'])
    expect(await ids({ reportTypes: 'TYPE_A', createdSince: after })).toEqual([])
    expect(await ids({ reportTypes: 'TYPE_A', createdUntil: before })).toEqual([])
  })

  test('lists the last 90 days', async () => {
    const [kept, gone] = ['2025-12-04T12:00:01+00:00', '2025-12-04T12:00:00+00:00']
    client.addFixtures({
      reports: [reportFixture('1', { createdTime: kept }), reportFixture('2', { createdTime: gone })],
    })
    expect(await ids({ reportTypes: 'TYPE_A' })).toEqual(['1'])
    expect(await ids({ reportTypes: 'TYPE_A', createdSince: '2025-01-01T00:00:00Z' })).toEqual(['1'])
  })

  test('returns ten reports per page by default, and the rest with nextToken alone', async () => {
    client.addFixtures({ reports: Array.from({ length: 23 }, (_, index) => reportFixture(String(index))) })
    const pages: number[] = []
    let query: Record<string, string> = { reportTypes: 'TYPE_A' }
    for (;;) {
      const { body } = await client.call('GET', '/reports', { query })
      const { reports, nextToken } = body as { reports: unknown[]; nextToken?: string }
      pages.push(reports.length)
      if (nextToken === undefined) break
      query = { nextToken }
    }
    expect(pages).toEqual([10, 10, 3])
    expect(await ids({ reportTypes: 'TYPE_A', pageSize: '100' })).toHaveLength(23)
  })

  test('neither skips nor repeats reports that are added or change between two pages', async () => {
    client.addFixtures({ reports: ['1', '2', '3'].map((id) => reportFixture(id, { processingStatus: 'IN_QUEUE' })) })
    const query = { reportTypes: 'TYPE_A', processingStatuses: 'IN_QUEUE', pageSize: '1' }
    const { body } = await client.call('GET', '/reports', { query })
    client.addFixtures({ reports: [reportFixture('1'), reportFixture('4', { processingStatus: 'IN_QUEUE' })] })
    expect(await ids({ nextToken: (body as { nextToken: string }).nextToken })).toEqual(['2'])
  })

  const invalid = 'One or more parameters does not conform to the schema constraints.'
  test.each([
    [{}, 'One or more required parameters missing', 'reportTypes;'],
    [{ reportTypes: '' }, invalid, ''],
    [{ reportTypes: Array(11).fill('A').join() }, invalid, ''],
    [{ reportTypes: 'A', marketplaceIds: Array(11).fill('A').join() }, invalid, ''],
    [{ reportTypes: 'A', pageSize: '0' }, invalid, ''],
    [{ reportTypes: 'A', pageSize: '101' }, invalid, ''],
    [{ reportTypes: 'A', pageSize: 'ten' }, invalid, ''],
    [{ reportTypes: 'A', processingStatuses: 'READY' }, invalid, ''],
    [{ reportTypes: 'A', createdSince: 'yesterday' }, invalid, ''],
    [{ nextToken: 'made-up' }, 'Invalid nextToken', ''],
    [
      { reportTypes: 'A', pageSize: '5', nextToken: 'any' },
      'NextToken cannot be specified with other input parameters',
      'pageSize;reportTypes;',
    ],
  ])('rejects %j', async (query, message, details) => {
    const response = await client.call('GET', '/reports', { query: query as Record<string, string> })
    expect([response.status, errorOf(response)]).toEqual([400, { code: 'InvalidInput', message, details }])
  })

  test('rejects a repeated parameter', async () => {
    const token = await client.token()
    const url = `${client.emulator.url}/reports/2021-06-30/reports?reportTypes=A&reportTypes=B`
    expect((await fetch(url, { headers: { 'x-amz-access-token': token } })).status).toBe(400)
  })
})
