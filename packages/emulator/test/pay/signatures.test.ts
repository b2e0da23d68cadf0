import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PayCall, type PayClient, send, startPayClient, types } from '../support/pay-client.ts'

let client: PayClient
const path = '/live/v2/reports'
const newReport = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }

beforeAll(async () => {
  client = await startPayClient()
  client.emulator.addFixtures({
    reports: [
      { reportId: 'A1', reportType: types.orders, processingStatus: 'FAILED' },
      { reportId: 'A,1', reportType: types.refunds, processingStatus: 'FAILED' },
    ],
  })
})
afterAll(() => client.emulator.stop())

describe.each(['AMZN-PAY-RSASSA-PSS', 'AMZN-PAY-RSASSA-PSS-V2'] as const)('a request signed by %s', (algorithm) => {
  test('is accepted', async () => {
    expect((await client.call('GET', path, { algorithm })).status).toBe(200)
    expect((await client.call('POST', path, { algorithm, body: newReport })).status).toBe(201)
  })

  test.each<[string, PayCall]>([
    ['its path', { signedPath: '/live/v2/report-schedules' }],
    ['its query', { signedPath: `${path}?pageSize=10` }],
    ['its environment', { signedPath: '/sandbox/v2/reports' }],
    ['a signed header', { changed: { accept: 'application/json ,' } }],
    ['its date', { changed: { 'x-amz-pay-date': '20260304T120001Z' } }],
    ['its body', { body: newReport, changedBody: JSON.stringify({ ...newReport, endTime: '20260301T000001Z' }) }],
  ])('is rejected if %s was changed', async (_, call) => {
    const method = call.body === undefined ? 'GET' : 'POST'
    const response = await client.call(method, path, { algorithm, ...call })
    expect([response.status, response.body]).toMatchObject([403, { reasonCode: 'InvalidRequestSignature' }])
  })

  test('is rejected if it was signed with another key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const response = await client.call('GET', path, { algorithm, privateKey })
    expect([response.status, response.body]).toMatchObject([403, { reasonCode: 'InvalidRequestSignature' }])
  })
})

test('the response to an invalid signature contains the emulator’s string to sign and the signature', async () => {
  const response = await client.call('GET', path, { changed: { accept: 'text/plain' } })
  const { message } = response.body as { message: string }
  expect(message).toMatch(
    /^Unable to verify signature, signing String \[AMZN-PAY-RSASSA-PSS-V2\n[0-9a-f]{64}\] , signature \[[\w+/]+=*\]$/,
  )
})

describe('a request of an SDK', () => {
  test.each<[string, string, string, PayCall?]>([
    ['a slash at the end', 'GET', `${path}/`],
    ['a slash before the query, and a comma in it', 'GET', `${path}/?reportTypes=${types.orders},${types.refunds}`],
    ['a comma that is encoded', 'GET', `${path}?reportTypes=${types.orders}%2C${types.refunds}`],
    ['a bare question mark', 'GET', `${path}?`],
    ['parameters without a value', 'GET', `${path}?reportTypes=&nextToken=`],
    ['repeated slashes', 'GET', '//live//v2///reports/A1'],
    ['an encoded path', 'GET', `${path}/A%2C1`],
    ['an encoded path that was signed encoded twice', 'GET', `${path}/A%2C1`, { signedPath: `${path}/A%252C1` }],
    ['a path that is encoded twice', 'GET', `${path}/A%252C1/`],
    ['a region in capitals', 'GET', path, { region: 'EU' }],
    ['an alias of a region, by the older algorithm', 'GET', path, { region: 'uk', algorithm: 'AMZN-PAY-RSASSA-PSS' }],
    ['the long form of the date', 'GET', path, { headers: { 'x-amz-pay-date': '2026-03-04T12:00:00Z' } }],
  ])('is accepted with %s', async (_, method, target, call) => {
    const response = await client.call(method, target, call)
    expect(response.status).toBe(200)
    expect(response.body).not.toMatchObject({ reports: [] })
  })

  test('is accepted with the method DELETE and the body {}', async () => {
    const { body } = await client.createSchedule()
    const { reportScheduleId } = body as { reportScheduleId: string }
    const response = await client.call('DELETE', `/live/v2/report-schedules/${reportScheduleId}/`, { body: '{}' })
    expect([response.status, response.text]).toEqual([200, ''])
  })
})

describe('a request that cannot be verified', () => {
  test.each<[string, PayCall, number, string, string]>([
    ['has no authorization', { changed: { authorization: undefined } }, 400, 'MissingHeader', 'authorization'],
    ['has an empty authorization', { changed: { authorization: '' } }, 400, 'MissingHeaderValue', 'authorization'],
    ['has another authorization', { changed: { authorization: 'Bearer x' } }, 400, 'InvalidHeaderValue', 'must start'],
    ['lacks a signed header', { changed: { accept: undefined } }, 400, 'MissingHeader', 'accept'],
    ['lacks its date', { changed: { 'x-amz-pay-date': undefined } }, 400, 'MissingHeader', 'x-amz-pay-date'],
    ['has an invalid date', { changed: { 'x-amz-pay-date': 'now' } }, 400, 'InvalidHeaderValue', 'x-amz-pay-date'],
    ['has an invalid region', { changed: { 'x-amz-pay-region': 'uk' } }, 400, 'InvalidHeaderValue', '"uk"'],
    ['has an unknown key', { publicKeyId: 'UNKNOWN' }, 401, 'UnauthorizedAccess', 'public key'],
  ])('is rejected with a specific error if it %s', async (_, call, status, reasonCode, part) => {
    const response = await client.call('GET', path, call)
    expect([response.status, response.body]).toEqual([status, { message: expect.stringContaining(part), reasonCode }])
  })

  test('is rejected if it does not sign its date', async () => {
    const { authorization = '', ...headers } = await signedHeaders()
    const unsigned = authorization.replace(';x-amz-pay-date', '')
    const response = await send(client.emulator.url, 'GET', path, { ...headers, authorization: unsigned })
    expect([response.status, response.body]).toMatchObject([400, { reasonCode: 'InvalidHeaderValue' }])
  })

  async function signedHeaders(): Promise<Record<string, string>> {
    const { sign, parsePrivateKey } = await import('@reportline/auth/amazon-pay')
    const { publicKeyId, privateKey, region } = client.emulator.credentials.pay
    const request = { method: 'GET', url: client.emulator.url + path, headers: {} }
    const options = { publicKeyId, privateKey: parsePrivateKey(privateKey), region, date: client.emulator.now() }
    return { ...sign(request, options).headers }
  }
})

describe('a key', () => {
  const keyId = () => client.emulator.credentials.pay.publicKeyId

  test('without an environment requires a path that names one', async () => {
    expect((await client.call('GET', '/sandbox/v2/reports')).status).toBe(200)
    const response = await client.call('GET', '/v2/reports')
    expect([response.status, response.body]).toMatchObject([401, { reasonCode: 'UnauthorizedAccess' }])
  })

  test.each(['LIVE', 'SANDBOX'])('of the environment %s requires a path that names none', async (environment) => {
    const publicKeyId = `${environment}-${keyId()}`
    const { body } = await client.call('GET', '/v2/reports', { publicKeyId })
    expect((body as { reports: unknown[] }).reports.length > 0).toBe(environment === 'LIVE')
    for (const wrong of ['/live/v2/reports', '/sandbox/v2/reports']) {
      expect((await client.call('GET', wrong, { publicKeyId })).status).toBe(401)
    }
  })

  test('can be set by an option, also for a single environment', async () => {
    const publicKeyId = 'SANDBOX-AFVX7ULWSGBZ5535PCUQOY7B'
    await using other = await startPayClient({ pay: { publicKeyId } })
    expect(other.emulator.credentials.pay.publicKeyId).toBe(publicKeyId)
    expect((await other.call('GET', '/v2/reports')).status).toBe(200)
    expect((await other.call('GET', '/v2/reports', { publicKeyId: `LIVE-${publicKeyId}` })).status).toBe(401)
  })

  test('can have a given private key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await using other = await startPayClient({ pay: { privateKey: pem } })
    expect(other.emulator.credentials.pay.privateKey).toBe(pem)
    expect((await other.call('GET', path)).status).toBe(200)
    expect(
      (await other.call('GET', path, { privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }))
        .status,
    ).toBe(403)
  })
})
