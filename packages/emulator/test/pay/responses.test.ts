import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PayClient, send, startPayClient, types } from '../support/pay-client.ts'

let client: PayClient
const path = '/live/v2/reports'

beforeEach(async () => {
  client = await startPayClient()
})
afterEach(() => client.emulator.stop())

describe('every response of Amazon Pay', () => {
  test('has a unique request id', async () => {
    const responses = [
      await client.call('GET', path),
      await client.call('GET', `${path}/unknown`),
      await client.call('GET', path, { changed: { authorization: undefined } }),
      await client.call('GET', '/live/v2/unknown'),
      await client.call('PATCH', path),
      await client.call('DELETE', '/live/v2/report-schedules/unknown'),
    ]
    const ids = responses.map(({ headers }) => headers['x-amz-pay-request-id'])
    expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f-]{36}$/)))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has sorted keys at every depth', async () => {
    await client.createReport()
    const { text } = await client.call('GET', path)
    const keys = [...text.matchAll(/"(\w+)":(?!\[)/g)].map(([, key]) => key)
    expect(keys).toEqual(['createdTime', 'endTime', 'processingStatus', 'reportId', 'reportType', 'startTime'])
    expect((await client.call('GET', `${path}/unknown`)).text).toMatch(
      /^\{"message":"[^"]+","reasonCode":"NOT_FOUND"\}$/,
    )
  })
})

describe('a path of Amazon Pay', () => {
  test.each(['/live/v2/unknown', '/v2/reports/a/b', '/sandbox/v2', '/v2/'])(
    'that is unknown, %s, causes a 404 in Amazon Pay’s format',
    async (unknown) => {
      const response = await send(client.emulator.url, 'GET', unknown)
      expect([response.status, response.body]).toEqual([
        404,
        { message: expect.stringMatching(/./), reasonCode: 'NOT_FOUND' },
      ])
    },
  )

  test.each(['PUT', 'PATCH', 'DELETE'])('rejects the undocumented method %s', async (method) => {
    const response = await send(client.emulator.url, method, `${path}/`)
    expect([response.status, response.body]).toEqual([
      405,
      { message: expect.stringMatching(/./), reasonCode: 'METHOD_NOT_ALLOWED' },
    ])
  })

  test('does not include the paths of other APIs', async () => {
    const response = await send(client.emulator.url, 'GET', '/v3/reports')
    expect([response.status, response.body]).toMatchObject([404, { errors: [{ code: 'NotFound' }] }])
  })
})

describe('a request that violates the specification', () => {
  const body = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }

  test.each<[string, object, string, string]>([
    ['lacks a field', { body: { ...body, endTime: undefined } }, 'MissingParameterValue', 'endTime is missing.'],
    [
      'lacks a body',
      { body: '', headers: { 'content-type': 'application/json' } },
      'MissingParameterValue',
      'reportType, startTime, endTime are missing.',
    ],
    [
      'has an invalid time',
      { body: { ...body, startTime: 'noon' } },
      'InvalidParameterValue',
      'The value of startTime is not a time.',
    ],
    [
      'has an unknown report type',
      { body: { ...body, reportType: 'A' } },
      'InvalidParameterValue',
      'The value of reportType is not allowed.',
    ],
    ['is not JSON', { body: '{' }, 'InvalidRequestFormat', 'The body is not a JSON object.'],
    ['is a list', { body: '[]' }, 'InvalidRequestFormat', 'The body is not a JSON object.'],
    [
      'is of another media type',
      { body, headers: { 'content-type': 'text/plain' } },
      'InvalidHeaderValue',
      'The header content-type must be application/json.',
    ],
    [
      'has an idempotency key without a value',
      { body, headers: { 'x-amz-pay-idempotency-key': '' } },
      'MissingHeaderValue',
      'The header x-amz-pay-idempotency-key has no value.',
    ],
  ])('is rejected if it %s', async (_, call, reasonCode, message) => {
    const response = await client.call('POST', path, call)
    expect([response.status, response.body]).toEqual([400, { message, reasonCode }])
  })
})

describe('a fault', () => {
  test.each([
    [400, 'InvalidParameterValue'],
    [401, 'UnauthorizedAccess'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [429, 'TOO_MANY_REQUESTS'],
    [500, 'INTERNAL_SERVER_ERROR'],
    [502, 'INTERNAL_SERVER_ERROR'],
    [503, 'SERVICE_UNAVAILABLE'],
  ])('with status %i causes the error %s once', async (status, reasonCode) => {
    client.emulator.addFixtures({ faults: [{ status }] })
    const response = await client.call('GET', path)
    expect([response.status, response.body]).toEqual([status, { message: expect.stringMatching(/./), reasonCode }])
    expect(response.headers['x-amz-pay-request-id']).toBeDefined()
    expect((await client.call('GET', path)).status).toBe(200)
  })

  test('can apply to one operation, and reset the connection after it was executed', async () => {
    client.emulator.addFixtures({
      faults: [
        { operation: 'getReportById', status: 500 },
        { operation: 'createReport', connection: 'reset-during' },
      ],
    })
    await expect(client.createReport()).rejects.toThrow()
    expect(await client.reports()).toHaveLength(1)
    expect((await client.call('GET', `${path}/unknown`)).status).toBe(500)
  })
})
