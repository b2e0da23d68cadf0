import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from '../support/client.ts'

let client: Client

beforeAll(async () => {
  client = await startClient()
})
afterAll(() => client.emulator.stop())

const newReport = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: ['ATVPDKIKX0DER'] }
const invalid = 'One or more parameters does not conform to the schema constraints.'
const missing = 'One or more required parameters missing'

describe('createReport', () => {
  test.each([
    ['nothing', {}, missing, 'reportType;marketplaceIds;'],
    ['no marketplaces', { ...newReport, marketplaceIds: [] }, invalid, ''],
    ['26 marketplaces', { ...newReport, marketplaceIds: Array(26).fill('ATVPDKIKX0DER') }, invalid, ''],
    ['a number as its type', { ...newReport, reportType: 7 }, invalid, ''],
    ['an option that is not a string', { ...newReport, reportOptions: { custom: true } }, invalid, ''],
    ['a date without a time', { ...newReport, dataStartTime: '2026-03-01' }, invalid, ''],
    ['a leap second', { ...newReport, dataStartTime: '2016-12-31T23:59:60Z' }, invalid, ''],
    ['a year before 0', { ...newReport, dataStartTime: '0000-01-01T00:00:00+01:00' }, invalid, ''],
    ['JSON of 10,000 levels', `{"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`, invalid, ''],
    ['an end in the future', { ...newReport, dataEndTime: '2026-03-05T00:00:00Z' }, invalid, ''],
    ['a start in the future', { ...newReport, dataStartTime: '2026-03-05T00:00:00Z' }, invalid, ''],
    ['a body that is not JSON', '{', invalid, ''],
    [
      'an unknown marketplace',
      { ...newReport, marketplaceIds: ['NOWHERE'] },
      'Invalid marketplaceIds NOWHERE',
      'marketplaceIds;',
    ],
    [
      'marketplaces in two regions',
      { ...newReport, marketplaceIds: ['ATVPDKIKX0DER', 'A1PA6795UKMFR9'] },
      'The marketplaces of one request must belong to the same region',
      'marketplaceIds;',
    ],
    [
      'a settlement report',
      { ...newReport, reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' },
      'Request for report type 1118 is not allowed at this time',
      '',
    ],
  ])('rejects %s', async (_, body, message, details) => {
    client.addFixtures({ usage: { createReport: 1 } })
    const response = await client.call('POST', '/reports', { body })
    expect([response.status, errorOf(response)]).toEqual([400, { code: 'InvalidInput', message, details }])
    expect(response.headers.get('x-amzn-errortype')).toBe('InvalidInputException')
  })

  test('ignores fields that the specification does not have', async () => {
    client.addFixtures({ usage: { createReport: 1 } })
    const unknown = { reportId: 'own', reportScheduleId: 42, processingStatus: 'DONE', createdTime: 7 }
    const reportId = await client.createReport({ ...unknown, reportType: 'UNKNOWN_FIELDS' })
    const report = await client.report(reportId)
    expect(report).toMatchObject({ reportId, processingStatus: 'IN_QUEUE' })
    expect(report).not.toHaveProperty('reportScheduleId')
    const { status } = await client.call('GET', '/reports', { query: { reportTypes: 'UNKNOWN_FIELDS' } })
    expect(status).toBe(200)
  })

  test.each(['constructor', '__proto__'])('accepts %s like any other report type', async (reportType) => {
    client.addFixtures({ usage: { createReport: 1 } })
    expect((await client.call('POST', '/reports', { body: { ...newReport, reportType } })).status).toBe(202)
  })

  test.each(['text/plain', 'constructor', ''])('rejects a body of the media type %j', async (type) => {
    client.addFixtures({ usage: { createReport: 1 } })
    const response = await client.call('POST', '/reports', { body: newReport, headers: { 'content-type': type } })
    expect([response.status, errorOf(response)]).toMatchObject([415, { code: 'UnsupportedMediaType' }])
  })

  test('accepts several marketplaces of one region, and options', async () => {
    client.addFixtures({ usage: { createReport: 1 } })
    const body = {
      ...newReport,
      marketplaceIds: ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2'],
      reportOptions: { custom: 'true' },
    }
    expect((await client.call('POST', '/reports', { body })).status).toBe(202)
  })

  test('ignores the Content-Type of a GET request', async () => {
    const headers = { 'content-type': 'text/plain' }
    expect((await client.call('GET', '/reports', { query: { reportTypes: 'A' }, headers })).status).toBe(200)
  })
})
