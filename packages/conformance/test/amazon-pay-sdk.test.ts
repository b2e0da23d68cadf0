import { generateKeyPairSync } from 'node:crypto'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeSdk, type OutgoingRequest, type SdkSettings, withTampering } from '../src/amazon-pay/node-sdk.ts'

const orders = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'
const refunds = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'
const reportRequest = { reportType: orders, startTime: '20221201T000000Z', endTime: '20221207T235959Z' }
const schedule = { reportType: refunds, scheduleFrequency: 'P1D', nextReportCreationTime: '20991118T150630Z' }

let emulator: Emulator
const tlsSetting = process.env.NODE_TLS_REJECT_UNAUTHORIZED

beforeAll(async () => {
  emulator = await startEmulator({ https: true })
})
afterAll(async () => {
  await emulator.stop()
  // With another host, the SDK turns certificate verification off for the whole process.
  if (tlsSetting === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
  else process.env.NODE_TLS_REJECT_UNAUTHORIZED = tlsSetting
})

function client(settings: Partial<SdkSettings> = {}) {
  const { publicKeyId, privateKey, region } = emulator.credentials.pay
  const overrideServiceUrl = new URL(emulator.httpsUrl ?? '').host
  return nodeSdk({ publicKeyId, privateKey, region, overrideServiceUrl, ...settings })
}

async function rejection(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (failure: { response?: { status: number; data: unknown } }) => failure,
  )
  return { status: error?.response?.status, body: error?.response?.data }
}

const notVerified = {
  status: 403,
  body: {
    reasonCode: 'InvalidRequestSignature',
    message: expect.stringMatching(/^Unable to verify signature, signing String \[AMZN-PAY-RSASSA-PSS/),
  },
}

describe.each([undefined, 'AMZN-PAY-RSASSA-PSS-V2'])(
  "Amazon's own Node SDK, unmodified, signing with %s",
  (algorithm) => {
    const settings = algorithm === undefined ? {} : { algorithm }

    it('creates a report, finds it, and downloads its document', async () => {
      const sdk = client(settings)
      const created = await sdk.createReport(reportRequest, {
        'x-amz-pay-idempotency-key': 'f81d4fae7dec11d0a76500a0c91e6bf6',
      })
      expect(created.status).toBe(201)
      expect(created.headers['x-amz-pay-request-id']).toMatch(/./)
      const { reportId } = created.data as { reportId: string }
      await emulator.advance(3_600_000)

      const listed = await sdk.getReports({ reportTypes: [orders, refunds], processingStatuses: ['COMPLETED'] })
      expect(listed.data).toMatchObject({ reports: expect.arrayContaining([expect.objectContaining({ reportId })]) })
      const { data } = await sdk.getReportById(reportId)
      expect(data).toMatchObject({ reportId, reportType: orders, processingStatus: 'COMPLETED' })
      const { reportDocumentId } = data as { reportDocumentId: string }
      const document = await sdk.getReportDocument(reportDocumentId)
      expect(document.data).toMatchObject({ reportDocumentId, compressionAlgorithm: 'N/A' })
      const file = await fetch((document.data as { url: string }).url)
      expect(await file.text()).toMatch(/^"/)
    })

    it('creates a schedule, finds it, replaces it and cancels it', async () => {
      const sdk = client(settings)
      const created = await sdk.createReportSchedule(schedule)
      expect(created.status).toBe(201)
      const { reportScheduleId } = created.data as { reportScheduleId: string }
      expect((await sdk.getReportScheduleById(reportScheduleId)).data).toMatchObject({ ...schedule, reportScheduleId })
      expect((await sdk.getReportSchedules([refunds])).data).toMatchObject({ reportSchedules: [{ reportScheduleId }] })

      expect(await rejection(sdk.createReportSchedule(schedule))).toMatchObject({ status: 400 })
      const replaced = await sdk.createReportSchedule({ ...schedule, deleteExistingSchedule: true })
      const { reportScheduleId: next } = replaced.data as { reportScheduleId: string }
      expect(next).not.toBe(reportScheduleId)
      expect(await rejection(sdk.getReportScheduleById(reportScheduleId))).toMatchObject({ status: 404 })

      expect((await sdk.cancelReportSchedule(next)).status).toBe(200)
      expect((await sdk.getReportSchedules()).data).toMatchObject({ reportSchedules: [] })
    })

    it('is rejected with another private key', async () => {
      const { privateKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      })
      expect(await rejection(client({ ...settings, privateKey }).getReports())).toEqual(notVerified)
    })

    it('is rejected with a public key id that differs in one letter', async () => {
      const { publicKeyId } = emulator.credentials.pay
      const other = publicKeyId.slice(0, -1) + (publicKeyId.endsWith('A') ? 'B' : 'A')
      expect(await rejection(client({ ...settings, publicKeyId: other }).getReports())).toMatchObject({ status: 401 })
    })

    const changes: [string, (request: OutgoingRequest) => void][] = [
      ['a byte of the body', (request) => (request.data = request.data?.replace('20221201', '20221202') ?? '')],
      ['a byte of a signed header', ({ headers }) => headers.set('x-amz-pay-date', oneSecondLater(headers))],
      ['a byte of the user agent', ({ headers }) => headers.set('user-agent', `${headers.get('user-agent')}.`)],
      ['a byte of the signature', ({ headers }) => headers.set('authorization', otherSignature(headers))],
    ]
    it.each(changes)('is rejected if %s changes after signing', async (_, change) => {
      const sdk = client(settings)
      expect(await rejection(withTampering(change, () => sdk.createReport(reportRequest, {})))).toEqual(notVerified)
    })

    it('creates only the settlement report in the sandbox, and keeps it out of the live environment', async () => {
      const sandbox = client({ ...settings, sandbox: true })
      expect(await rejection(sandbox.createReport(reportRequest, {}))).toMatchObject({ status: 400 })
      const created = await sandbox.createReport(
        { ...reportRequest, reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_' },
        {},
      )
      expect(created.status).toBe(201)
      const { reportId } = created.data as { reportId: string }
      expect(await rejection(client(settings).getReportById(reportId))).toMatchObject({ status: 404 })
    })
  },
)

function oneSecondLater(headers: OutgoingRequest['headers']): string {
  const date = new Date(String(headers.get('x-amz-pay-date')))
  return `${new Date(date.getTime() + 1000).toISOString().split('.')[0]}Z`
}

function otherSignature(headers: OutgoingRequest['headers']): string {
  const value = String(headers.get('authorization'))
  return value.replace(/Signature=(.)/, (_, first: string) => `Signature=${first === 'A' ? 'B' : 'A'}`)
}
