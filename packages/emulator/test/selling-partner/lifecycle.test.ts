import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from '../support/client.ts'

let client: Client

beforeEach(async () => {
  client = await startClient({ durations: { inQueue: 10_000, inProgress: 20_000 } })
})
afterEach(() => client.emulator.stop())

describe('a requested report', () => {
  test('is queued, processed and done with a document', async () => {
    const reportId = await client.createReport()
    const requested = {
      reportId,
      reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
      marketplaceIds: ['ATVPDKIKX0DER'],
      createdTime: '2026-03-04T12:00:00+00:00',
      dataStartTime: '2026-03-04T12:00:00+00:00',
      dataEndTime: '2026-03-04T12:00:00+00:00',
    }
    expect(await client.report(reportId)).toEqual({ ...requested, processingStatus: 'IN_QUEUE' })
    client.emulator.advance(10_000)
    const started = { ...requested, processingStartTime: '2026-03-04T12:00:10+00:00' }
    expect(await client.report(reportId)).toEqual({ ...started, processingStatus: 'IN_PROGRESS' })
    client.emulator.advance(20_000)
    expect(await client.report(reportId)).toEqual({
      ...started,
      processingStatus: 'DONE',
      processingEndTime: '2026-03-04T12:00:30+00:00',
      reportDocumentId: expect.stringMatching(/^amzn1\.spdoc\.1\.4\.na\.[0-9a-f-]{36}\.[0-9A-Z]{13}\.\d+$/),
    })
  })

  test('has an id that ends with the day of its creation', async () => {
    expect((await client.createReport()).slice(-6)).toBe('020516')
    expect(await client.createReport()).not.toBe(await client.createReport())
  })

  test('keeps its start and end times, formatted with +00:00', async () => {
    const window = { dataStartTime: '2026-03-01T00:00:00Z', dataEndTime: '2026-03-02T01:00:00+01:00' }
    const report = await client.report(await client.createReport(window))
    expect(report.dataStartTime).toBe('2026-03-01T00:00:00+00:00')
    expect(report.dataEndTime).toBe('2026-03-02T00:00:00+00:00')
  })

  test('is CANCELLED without a document if there is no data', async () => {
    const reportId = await client.createReport({ reportType: 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE' })
    client.emulator.advance(30_000)
    const report = await client.report(reportId)
    expect(report.processingStatus).toBe('CANCELLED')
    expect(report).not.toHaveProperty('reportDocumentId')
  })

  test('is deleted after 90 days', async () => {
    const reportId = await client.createReport()
    client.emulator.advance(90 * 24 * 3600_000 - 1)
    const token = await client.newToken()
    expect((await client.call('GET', `/reports/${reportId}`, { token })).status).toBe(200)
    client.emulator.advance(1)
    const response = await client.call('GET', `/reports/${reportId}`, { token })
    const message = 'One or more of the provided ReportRequestIds could not be found.'
    expect([response.status, errorOf(response)]).toEqual([404, { code: 'NotFound', message }])
    expect(response.headers.has('x-amzn-errortype')).toBe(false)
  })
})

describe('the outcome of a report', () => {
  test('can be set by report type and marketplace', async () => {
    const reportType = 'GET_FBA_REIMBURSEMENTS_DATA'
    client.addFixtures({
      reportTypes: [
        { reportType, document: { content: 'other marketplaces' } },
        { reportType, marketplaceId: 'A1PA6795UKMFR9', document: { content: 'Germany' } },
      ],
    })
    const download = async (marketplaceId: string) => {
      const reportId = await client.createReport({ reportType, marketplaceIds: [marketplaceId] })
      client.emulator.advance(30_000)
      const { reportDocumentId = '' } = await client.report(reportId)
      return (await fetch(await client.documentUrl(reportDocumentId))).text()
    }
    expect(await download('A1PA6795UKMFR9')).toBe('Germany')
    expect(await download('ATVPDKIKX0DER')).toBe('other marketplaces')
  })

  test('can be FATAL with a document that explains why', async () => {
    const reportType = 'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'
    const document = { content: '{"errorDetails":"no"}', contentType: 'application/json' }
    client.addFixtures({ reportTypes: [{ reportType, processingStatus: 'FATAL', document }] })
    const reportId = await client.createReport({ reportType })
    client.emulator.advance(30_000)
    const report = await client.report(reportId)
    expect(report.processingStatus).toBe('FATAL')
    const response = await fetch(await client.documentUrl(report.reportDocumentId ?? ''))
    expect(await response.json()).toEqual({ errorDetails: 'no' })
  })
})

describe('cancelReport', () => {
  test('cancels a queued report, which stays visible', async () => {
    const reportId = await client.createReport()
    client.emulator.advance(5_000)
    const response = await client.call('DELETE', `/reports/${reportId}`)
    expect([response.status, response.body]).toEqual([200, ''])
    client.emulator.advance(60_000)
    const report = await client.report(reportId)
    expect(report).toMatchObject({ processingStatus: 'CANCELLED', processingEndTime: '2026-03-04T12:00:05+00:00' })
    expect(report).not.toHaveProperty('processingStartTime')
  })

  test.each([
    ['IN_PROGRESS', 10_000],
    ['DONE', 30_000],
  ])('rejects a report that is %s', async (status, later) => {
    const reportId = await client.createReport()
    client.emulator.advance(later)
    const response = await client.call('DELETE', `/reports/${reportId}`)
    const message = `Report ${reportId} cannot be cancelled because its processing status is ${status}.`
    expect([response.status, errorOf(response)]).toEqual([400, { code: 'InvalidInput', message, details: '' }])
  })

  test('responds with 404 for an unknown report', async () => {
    expect((await client.call('DELETE', '/reports/unknown')).status).toBe(404)
  })
})
