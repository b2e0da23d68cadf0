import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from './support/client.ts'

let client: Client

beforeAll(async () => {
  client = await startClient()
})
afterAll(() => client.emulator.stop())

const wanted = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: ['ATVPDKIKX0DER'] }
const unfit = 'One or more parameters does not conform to the schema constraints.'
const missing = 'One or more required parameters missing'

describe('createReport', () => {
  test.each([
    ['nothing', {}, missing, 'reportType;marketplaceIds;'],
    ['no marketplaces', { ...wanted, marketplaceIds: [] }, unfit, ''],
    ['26 marketplaces', { ...wanted, marketplaceIds: Array(26).fill('ATVPDKIKX0DER') }, unfit, ''],
    ['a number as its type', { ...wanted, reportType: 7 }, unfit, ''],
    ['an option that is no text', { ...wanted, reportOptions: { custom: true } }, unfit, ''],
    ['a date without a time', { ...wanted, dataStartTime: '2026-03-01' }, unfit, ''],
    ['an end in the future', { ...wanted, dataEndTime: '2026-03-05T00:00:00Z' }, unfit, ''],
    ['a start in the future', { ...wanted, dataStartTime: '2026-03-05T00:00:00Z' }, unfit, ''],
    ['a body that is no JSON', '{', unfit, ''],
    [
      'an unknown marketplace',
      { ...wanted, marketplaceIds: ['NOWHERE'] },
      'Invalid marketplaceIds NOWHERE',
      'marketplaceIds;',
    ],
    [
      'marketplaces of two regions',
      { ...wanted, marketplaceIds: ['ATVPDKIKX0DER', 'A1PA6795UKMFR9'] },
      'The marketplaces of one request must belong to the same region',
      'marketplaceIds;',
    ],
    [
      'a settlement report',
      { ...wanted, reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' },
      'Request for report type 1118 is not allowed at this time',
      '',
    ],
  ])('refuses %s', async (_, body, message, details) => {
    client.addFixtures({ usage: { createReport: 1 } })
    const answer = await client.call('POST', '/reports', { body })
    expect([answer.status, errorOf(answer)]).toEqual([400, { code: 'InvalidInput', message, details }])
    expect(answer.headers.get('x-amzn-errortype')).toBe('InvalidInputException')
  })

  test.each(['constructor', '__proto__'])('takes %s as any other report type', async (reportType) => {
    client.addFixtures({ usage: { createReport: 1 } })
    expect((await client.call('POST', '/reports', { body: { ...wanted, reportType } })).status).toBe(202)
  })

  test.each(['text/plain', 'constructor', ''])('refuses a body of type %j', async (type) => {
    client.addFixtures({ usage: { createReport: 1 } })
    const answer = await client.call('POST', '/reports', { body: wanted, headers: { 'content-type': type } })
    expect([answer.status, errorOf(answer)]).toMatchObject([415, { code: 'UnsupportedMediaType' }])
  })

  test('takes several marketplaces of one region, and options', async () => {
    client.addFixtures({ usage: { createReport: 1 } })
    const body = { ...wanted, marketplaceIds: ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2'], reportOptions: { custom: 'true' } }
    expect((await client.call('POST', '/reports', { body })).status).toBe(202)
  })

  test('answers a GET whatever its Content-Type', async () => {
    const headers = { 'content-type': 'text/plain' }
    expect((await client.call('GET', '/reports', { query: { reportTypes: 'A' }, headers })).status).toBe(200)
  })
})
