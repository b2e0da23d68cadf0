import type { Clock } from '@reportline/request'
import { operations } from '@reportline/selling-partner-reports-client'
import { Quota } from './quota.ts'

type OperationName = 'createReport' | 'getReport' | 'getReports' | 'getReportDocument'

/** The time until a report is done, in milliseconds. Amazon's fastest reports take 11 to 20 seconds. */
const reportDurationMs = 20_000
/** The lifetime of an access token. Longer than any simulation. */
const tokenLifetimeSeconds = 864_000

/** A simulated Amazon for one seller, with quotas and reports. It counts the requests that it refuses. */
export class FakeAmazon {
  readonly #clock: Clock
  readonly #latency: () => number
  readonly #quotas: Readonly<Record<OperationName, Quota>>
  readonly #doneAt = new Map<string, number>()
  #onTokenRequest = () => {}
  /** Resolves at the first token request. From then on, the client does all its work in this thread. */
  readonly tokenRequested = new Promise<void>((resolve) => {
    this.#onTokenRequest = resolve
  })
  /** The number of requests that exceeded a quota. */
  refused = 0
  /** The number of all requests for reports. */
  requests = 0

  /** @param latency - Returns the latency of the next request, in milliseconds. */
  constructor(clock: Clock, latency: () => number) {
    this.#clock = clock
    this.#latency = latency
    this.#quotas = {
      createReport: quotaOf('createReport'),
      getReport: quotaOf('getReport'),
      getReports: quotaOf('getReports'),
      getReportDocument: quotaOf('getReportDocument'),
    }
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const [first, , kind, id] = pathname.split('/').slice(1)
    if (first === 'auth') this.#onTokenRequest()
    const latency = this.#latency()
    if (latency > 0) await this.#clock.sleep(latency)
    if (first === 'auth')
      return json({ access_token: 'Atza|bench', token_type: 'bearer', expires_in: tokenLifetimeSeconds })
    if (first === 'files')
      return new Response('sku\tquantity\r\nA\t1\r\n', { headers: { 'content-type': 'text/plain' } })
    const operation = operationOf(request.method, kind, id)
    this.requests += 1
    if (this.#quotas[operation].take(this.#clock.now())) return this.#respond(operation, id ?? '')
    this.refused += 1
    return json({ errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota.' }] }, 429)
  }

  #respond(operation: OperationName, id: string): Response {
    if (operation === 'createReport') {
      const reportId = String(50_000_000 + this.#doneAt.size)
      this.#doneAt.set(reportId, this.#clock.now() + reportDurationMs)
      return json({ reportId }, 202)
    }
    if (operation === 'getReportDocument') return json({ reportDocumentId: id, url: 'https://store.test/files/1' })
    if (operation === 'getReport') return json(this.#report(id))
    return json({ reports: [...this.#doneAt.keys()].map((reportId) => this.#report(reportId)) })
  }

  #report(reportId: string): object {
    const done = this.#clock.now() >= (this.#doneAt.get(reportId) ?? Number.POSITIVE_INFINITY)
    return {
      reportId,
      reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
      marketplaceIds: ['A1PA6795UKMFR9'],
      createdTime: new Date(this.#clock.now()).toISOString(),
      processingStatus: done ? 'DONE' : 'IN_PROGRESS',
      ...(done ? { reportDocumentId: `document-${reportId}` } : {}),
    }
  }
}

function quotaOf(name: OperationName): Quota {
  const { rate, burst } = operations[name]
  return new Quota(rate, burst)
}

function operationOf(method: string, kind: string | undefined, id: string | undefined): OperationName {
  if (kind === 'documents') return 'getReportDocument'
  if (method === 'POST') return 'createReport'
  return id === undefined ? 'getReports' : 'getReport'
}

function json(body: object, status = 200): Response {
  return Response.json(body, { status, headers: { 'x-amzn-requestid': 'bench' } })
}
