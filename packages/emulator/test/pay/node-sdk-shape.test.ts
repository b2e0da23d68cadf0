import { constants, createHash, sign } from 'node:crypto'
import { request as httpsRequest } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { types } from '../support/pay-client.ts'

/**
 * Creates requests like Amazon's Node SDK, but signs them here: over https to a host with its port and without checking
 * the certificate. The date is in its long form, the user agent is signed, and SignedHeaders keeps the caller's case.
 */
let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator({ https: true })
})
afterAll(() => emulator.stop())

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

interface SdkResponse {
  readonly status: number | undefined
  readonly body: unknown
}

function call(
  method: string,
  path: string,
  query = '',
  payload = '',
  own: Record<string, string> = {},
): Promise<SdkResponse> {
  const { host, hostname, port } = new URL(emulator.httpsUrl ?? '')
  const headers: Record<string, string> = {
    ...own,
    'x-amz-pay-region': 'na',
    'x-amz-pay-host': host,
    'x-amz-pay-date': `${new Date().toISOString().split('.')[0]}Z`,
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'amazon-pay-api-sdk-nodejs/2.3.4 (JS/24.0.0; linux)',
  }
  const names = Object.keys(headers).sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()))
  const lines = names.map((name) => `${name.toLowerCase()}:${headers[name]}\n`).join('')
  const canonical = `${method}\n${path}\n${query}\n${lines}\n${names.join(';')}\n${sha256(payload)}`
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 }
  const { publicKeyId, privateKey } = emulator.credentials.pay
  const text = Buffer.from(`AMZN-PAY-RSASSA-PSS\n${sha256(canonical)}`)
  const signature = sign('sha256', text, { key: privateKey, ...padding }).toString('base64')
  const authorization = `AMZN-PAY-RSASSA-PSS PublicKeyId=${publicKeyId}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  const options = { hostname, port, method, rejectUnauthorized: false, headers: { ...headers, authorization } }
  return new Promise((resolve, reject) => {
    const request = httpsRequest({ ...options, path: query === '' ? path : `${path}?${query}` }, (response) => {
      let received = ''
      response.on('data', (part: Buffer) => {
        received += String(part)
      })
      response.on('end', () =>
        resolve({ status: response.statusCode, body: received === '' ? undefined : JSON.parse(received) }),
      )
    })
    request.on('error', reject)
    request.end(payload)
  })
}

describe('requests in the form of Amazon’s Node SDK', () => {
  test('can use all operations on reports', async () => {
    const newReport = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }
    const own = { 'X-Amz-Pay-Idempotency-Key': 'f81d4fae7dec11d0a76500a0c91e6bf6' }
    const created = await call('POST', '/live/v2/reports', '', JSON.stringify(newReport), own)
    expect(created).toEqual({ status: 201, body: { reportId: expect.stringMatching(/^A/) } })
    const { reportId } = created.body as { reportId: string }
    await emulator.advance(60_000)
    const listed = await call('GET', '/live/v2/reports', `reportTypes=${types.orders}%2C${types.refunds}`)
    expect(listed).toMatchObject({ status: 200, body: { reports: [{ reportId }] } })
    const found = await call('GET', `/live/v2/reports/${reportId}`)
    const { reportDocumentId } = found.body as { reportDocumentId: string }
    const document = await call('GET', `/live/v2/report-documents/${reportDocumentId}`)
    expect(document).toMatchObject({ status: 200, body: { reportDocumentId, compressionAlgorithm: 'N/A' } })
  })

  test('can use all operations on schedules', async () => {
    const newReport = { reportType: types.orders, scheduleFrequency: 'P1D', nextReportCreationTime: '20220806T235959Z' }
    const path = '/live/v2/report-schedules'
    const created = await call('POST', path, '', JSON.stringify(newReport))
    const { reportScheduleId } = created.body as { reportScheduleId: string }
    expect(await call('GET', path)).toMatchObject({ status: 200, body: { reportSchedules: [{ reportScheduleId }] } })
    expect(await call('GET', `${path}/${reportScheduleId}`)).toMatchObject({ status: 200, body: { reportScheduleId } })
    expect(await call('DELETE', `${path}/${reportScheduleId}`)).toEqual({ status: 200, body: undefined })
  })
})
