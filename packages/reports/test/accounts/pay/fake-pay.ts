import { generateKeyPairSync } from 'node:crypto'
import { type SignatureAlgorithm, type Verification, verify } from '@reportline/auth/amazon-pay'
import type { Report, ReportSchedule } from '@reportline/pay-reports-types'
import { type AmazonPayOptions, amazonPay } from '../../../src/accounts/pay/index.ts'
import type { FakeResponse } from '../../support/fake-amazon.ts'
import { type StandingClock, standingClock } from '../../support/standing-clock.ts'

/** A key pair for this run. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const { privateKey } = keys
export const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

export const orders = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'
export const refunds = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'
export const settlements = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'

export type PayOperation =
  | 'createReport'
  | 'getReportById'
  | 'getReports'
  | 'getReportDocument'
  | 'createReportSchedule'
  | 'getReportScheduleById'
  | 'getReportSchedules'
  | 'cancelReportSchedule'
  | 'download'

export function payReport(fields: Partial<Report> = {}): Report {
  return {
    reportId: 'A08439021T39K6DTX4JS8',
    reportType: orders,
    startTime: '20250113T000000Z',
    endTime: '20250114T000000Z',
    createdTime: '20250115T000000Z',
    processingStatus: 'COMPLETED',
    reportDocumentId: 'document-1',
    ...fields,
  }
}

const requestId = { 'x-amz-pay-request-id': 'request-1' }

export const payResponses = {
  created: () => Response.json({ reportId: 'A08439021T39K6DTX4JS8' }, { status: 201, headers: requestId }),
  report: (fields?: Partial<Report>) => Response.json(payReport(fields), { headers: requestId }),
  reports: (reports: Report[], nextToken = '') => Response.json({ reports, nextToken }, { headers: requestId }),
  schedules: (reportSchedules: ReportSchedule[]) => Response.json({ reportSchedules }, { headers: requestId }),
  error: (status: number, reasonCode: string, message = 'No.') =>
    Response.json({ reasonCode, message }, { status, headers: requestId }),
}

/** The default responses. */
const defaults: Readonly<Record<PayOperation, FakeResponse>> = {
  createReport: payResponses.created,
  getReportById: () => payResponses.report(),
  getReports: () => payResponses.reports([]),
  getReportDocument: () =>
    Response.json({
      reportDocumentId: 'document-1',
      url: 'https://tortuga.s3.amazonaws.com/document-1?s=1',
      compressionAlgorithm: 'N/A',
    }),
  createReportSchedule: () => Response.json({ reportScheduleId: '68973459225' }, { status: 201 }),
  getReportScheduleById: () => payResponses.error(404, 'NOT_FOUND'),
  getReportSchedules: () => payResponses.schedules([]),
  cancelReportSchedule: () => new Response(),
  download: () => new Response('"Id"\r\n"1"\r\n', { headers: { 'content-type': 'text/csv; charset=UTF-8' } }),
}

/** A request to Amazon Pay, and the result of verifying its signature. */
interface Sent {
  readonly operation: PayOperation
  readonly request: Request
  readonly body: string
  readonly verification: Verification
}

/** A fake Amazon Pay. Verifies each signature, returns the given responses, and records requests. */
export class FakePay {
  readonly sent: Sent[] = []
  readonly clock: StandingClock = standingClock()
  readonly #responses = new Map<PayOperation, FakeResponse[]>()

  respond(operation: PayOperation, ...responses: FakeResponse[]): this {
    this.#responses.set(operation, [...(this.#responses.get(operation) ?? []), ...responses])
    return this
  }

  all(operation: PayOperation): Sent[] {
    return this.sent.filter((one) => one.operation === operation)
  }

  last(operation: PayOperation): Sent {
    const found = this.all(operation).at(-1)
    if (found === undefined) throw new Error(`${operation} was never sent`)
    return found
  }

  account(options: Partial<AmazonPayOptions> = {}) {
    return amazonPay({
      region: 'eu',
      publicKeyId: 'LIVE-AEXAMPLEKEYID',
      privateKey,
      application: { name: 'Tests', version: '1' },
      fetch: this.fetch,
      clock: this.clock,
      random: () => 0,
      ...options,
    })
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const operation = operationOf(request)
    const body = await request.clone().text()
    const { method, url, headers } = request
    const verification = verify({ method, url, headers, body }, keys.publicKey)
    this.sent.push({ operation, request, body, verification })
    if (operation !== 'download' && !verification.valid) return notVerified(verification)
    const given = this.#responses.get(operation)?.shift() ?? defaults[operation]
    const response = typeof given === 'function' ? await given(request) : given
    if (response instanceof Error) throw response
    return response
  }
}

function notVerified({ stringToSign = '' }: Verification): Response {
  return payResponses.error(
    403,
    'InvalidRequestSignature',
    `Unable to verify signature, signing String [${stringToSign}] , signature []`,
  )
}

/** The algorithm that a request was signed with. */
export function algorithmOf({ verification }: Sent): SignatureAlgorithm | undefined {
  return verification.valid ? verification.authorization.algorithm : undefined
}

function operationOf({ method, url }: Request): PayOperation {
  const { hostname, pathname } = new URL(url)
  if (hostname === 'tortuga.s3.amazonaws.com') return 'download'
  const [place, id] = pathname.replace(/^(?:\/(?:live|sandbox))?\/v2\//, '').split('/')
  if (place === 'report-documents') return 'getReportDocument'
  if (place === 'reports') return method === 'POST' ? 'createReport' : id === undefined ? 'getReports' : 'getReportById'
  if (method === 'POST') return 'createReportSchedule'
  if (method === 'DELETE') return 'cancelReportSchedule'
  return id === undefined ? 'getReportSchedules' : 'getReportScheduleById'
}
