import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { parsePrivateKey, type SignatureAlgorithm, sign } from '@reportline/auth/amazon-pay'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/index.ts'
import { fixedClock } from './fixed-clock.ts'

export const types = {
  settlement: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_',
  sandboxSettlement: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_',
  orders: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_',
  refunds: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_',
  multiCurrency: '_GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_',
} as const

export interface PayCall {
  /** A string is sent unchanged. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly publicKeyId?: string
  /** Defaults to the emulator's key. */
  readonly privateKey?: KeyObject
  readonly algorithm?: SignatureAlgorithm
  readonly region?: string
  /** The path and query to sign. Defaults to those that are sent. */
  readonly signedPath?: string
  /** Headers to change after signing. Undefined removes a header. */
  readonly changed?: Readonly<Record<string, string | undefined>>
  /** The body to send instead of the signed one. */
  readonly changedBody?: string
}

export interface PayResponse {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The parsed JSON. Undefined for no body. */
  readonly body: unknown
}

/** A client that signs its requests, for an emulator whose clock only moves on request. Paths are sent unchanged. */
export class PayClient implements AsyncDisposable {
  readonly emulator: Emulator
  readonly #key: ReturnType<typeof parsePrivateKey>

  constructor(emulator: Emulator) {
    this.emulator = emulator
    this.#key = parsePrivateKey(emulator.credentials.pay.privateKey)
  }

  call(method: string, path: string, call: PayCall = {}): Promise<PayResponse> {
    const { publicKeyId = this.emulator.credentials.pay.publicKeyId, privateKey = this.#key, signedPath = path } = call
    const { algorithm, region = 'na' } = call
    const body = call.body === undefined || typeof call.body === 'string' ? call.body : JSON.stringify(call.body)
    const url = `${this.emulator.url}${signedPath}`
    const date = this.emulator.now()
    const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers }
    const signed = sign({ method, url, headers, body }, { publicKeyId, privateKey, algorithm, region, date })
    const sent = Object.entries({ ...headers, ...signed.headers, ...call.changed }).filter(
      ([, value]) => value !== undefined,
    )
    return send(
      this.emulator.url,
      method,
      path,
      Object.fromEntries(sent) as Record<string, string>,
      call.changedBody ?? body,
    )
  }

  async createReport(body: object = {}, path = '/live/v2/reports'): Promise<string> {
    const newReport = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z', ...body }
    const response = await this.call('POST', path, { body: newReport })
    return (response.body as { reportId: string }).reportId
  }

  async createSchedule(body: object = {}, call: PayCall = {}): Promise<PayResponse> {
    const next = { scheduleFrequency: 'P1D', nextReportCreationTime: '20260305T000000Z' }
    const newReport = { reportType: types.orders, ...next, ...body }
    return this.call('POST', '/live/v2/report-schedules', { ...call, body: newReport })
  }

  async get(path: string): Promise<unknown> {
    return (await this.call('GET', path)).body
  }

  async reports(path = '/live/v2/reports?pageSize=100'): Promise<Record<string, string>[]> {
    return ((await this.get(path)) as { reports: Record<string, string>[] }).reports
  }

  /** Downloads the document of a finished report. */
  async download(reportId: string): Promise<string> {
    const { reportDocumentId } = (await this.get(`/live/v2/reports/${reportId}`)) as { reportDocumentId: string }
    const { url } = (await this.get(`/live/v2/report-documents/${reportDocumentId}`)) as { url: string }
    return (await fetch(url)).text()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.emulator.stop()
  }
}

/** Shared by the emulators of a test file, because generating a key takes longer than most tests. */
const { privateKey: sharedKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

export async function startPayClient({ pay, ...options }: EmulatorOptions = {}): Promise<PayClient> {
  const emulator = await startEmulator({ clock: fixedClock, ...options, pay: { privateKey: sharedKey, ...pay } })
  return new PayClient(emulator)
}

/** Sends a request without the normalization of `fetch`. */
export function send(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<PayResponse> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { hostname, port, method, path, headers: { ...headers, ...length }, agent: false }
    const outgoing = httpRequest(options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      // If the connection is reset during the response, some versions of Node report it only here.
      response.on('error', reject)
      response.on('end', () => {
        const body = text === '' ? undefined : (JSON.parse(text) as unknown)
        resolve({ status: response.statusCode, headers: response.headers, text, body })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
