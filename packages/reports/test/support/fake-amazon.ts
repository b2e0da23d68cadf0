import type { Report } from '@reportline/selling-partner-reports-types'
import type { RunOptions, SellingPartnerOptions } from '../../src/accounts/selling-partner/index.ts'
import { sellingPartner } from '../../src/accounts/selling-partner/index.ts'
import { type StandingClock, standingClock } from './standing-clock.ts'

export const credentials = {
  clientId: 'amzn1.application-oa2-client.1',
  clientSecret: 'amzn1.oa2-cs.v1.SECRETsecret',
  refreshToken: 'Atzr|REFRESHrefresh',
}

export type Operation =
  | 'token'
  | 'createRestrictedDataToken'
  | 'createReport'
  | 'getReport'
  | 'getReports'
  | 'getReportDocument'
  | 'createReportSchedule'
  | 'getReportSchedules'
  | 'cancelReportSchedule'
  | 'download'

export type FakeResponse = Response | Error | ((request: Request) => Response | Error | Promise<Response>)

export const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'

export function report(fields: Partial<Report> = {}): Report {
  return {
    reportId: '50001',
    reportType: listings,
    marketplaceIds: ['A1PA6795UKMFR9'],
    createdTime: '2025-01-15T00:00:00+00:00',
    processingStatus: 'DONE',
    reportDocumentId: 'doc-1',
    ...fields,
  }
}

export const responses = {
  created: () => Response.json({ reportId: '50001' }, { status: 202 }),
  report: (fields?: Partial<Report>) => Response.json(report(fields)),
  reports: (reports: Report[], nextToken?: string) =>
    Response.json(nextToken === undefined ? { reports } : { reports, nextToken }),
  error: (status: number, code: string, message = 'No.') =>
    Response.json({ errors: [{ code, message }] }, { status, headers: { 'x-amzn-requestid': 'request-1' } }),
  document: (bytes: Uint8Array, contentType = 'text/plain; charset=UTF-8') =>
    new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType } }),
  reset: () =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) }),
}

/** The default responses. */
const defaults: Readonly<Record<Operation, FakeResponse>> = {
  token: () => Response.json({ access_token: 'Atza|ACCESSaccess', token_type: 'bearer', expires_in: 3600 }),
  createRestrictedDataToken: () => Response.json({ restrictedDataToken: 'Atz.sprdt|RESTRICTED1', expiresIn: 3600 }),
  createReport: responses.created,
  getReport: () => responses.report(),
  getReports: () => responses.reports([]),
  getReportDocument: () =>
    Response.json({ reportDocumentId: 'doc-1', url: 'https://documents.s3.amazonaws.com/doc-1?s=1' }),
  createReportSchedule: () => Response.json({ reportScheduleId: 'schedule-new' }, { status: 201 }),
  getReportSchedules: () => Response.json({ reportSchedules: [] }),
  cancelReportSchedule: () => new Response(),
  download: () => responses.document(Buffer.from('sku\tname\nA\tCafé\n')),
}

/** A fake Amazon. Returns the given responses of each operation in order, then the default response, and records requests. */
export class FakeAmazon {
  readonly sent: { readonly operation: Operation; readonly request: Request; readonly body: string }[] = []
  readonly clock: StandingClock = standingClock()
  readonly #responses = new Map<Operation, FakeResponse[]>()

  respond(operation: Operation, ...responses: FakeResponse[]): this {
    this.#responses.set(operation, [...(this.#responses.get(operation) ?? []), ...responses])
    return this
  }

  count(operation: Operation): number {
    return this.sent.filter((one) => one.operation === operation).length
  }

  last(operation: Operation) {
    const found = this.sent.findLast((one) => one.operation === operation)
    if (found === undefined) throw new Error(`${operation} was never sent`)
    return found
  }

  account(options: Partial<SellingPartnerOptions> = {}) {
    return sellingPartner({
      region: 'eu',
      credentials,
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
    this.sent.push({ operation, request, body: await request.clone().text() })
    const next = this.#responses.get(operation)?.shift() ?? defaults[operation]
    const response = typeof next === 'function' ? await next(request) : next
    if (response instanceof Error) throw response
    return response
  }
}

const scheduleOperation: Readonly<Record<string, Operation>> = {
  POST: 'createReportSchedule',
  DELETE: 'cancelReportSchedule',
}

function operationOf({ method, url }: Request): Operation {
  const { hostname, pathname } = new URL(url)
  if (pathname === '/auth/o2/token') return 'token'
  if (hostname === 'documents.s3.amazonaws.com') return 'download'
  if (pathname.endsWith('/restrictedDataToken')) return 'createRestrictedDataToken'
  if (pathname.includes('/schedules')) return scheduleOperation[method] ?? 'getReportSchedules'
  if (method === 'POST') return 'createReport'
  if (pathname.includes('/documents/')) return 'getReportDocument'
  return pathname.endsWith('/reports') ? 'getReports' : 'getReport'
}

/** Options that save jobs into a list. */
export function savingRun(): RunOptions & { readonly saved: Parameters<NonNullable<RunOptions['save']>>[0][] } {
  const saved: Parameters<NonNullable<RunOptions['save']>>[0][] = []
  return {
    saved,
    async save(job) {
      // Keeps only what survives JSON, as a file or a database does.
      saved.push(JSON.parse(JSON.stringify(job)))
    },
  }
}
