import type { Report } from '@reportline/selling-partner-reports-types'
import { sellingPartner } from '../../src/accounts/selling-partner/index.ts'
import type { SimulatedClock } from './simulated-clock.ts'
import { type Counts, type Limited, Usage } from './usage-plans.ts'

/** The options of {@link simulatedAmazon}. Milliseconds. */
export interface SimulatedAmazonOptions {
  /** Time from createReport until the report is finished. */
  readonly duration?: number
  /** Returns the time that a request takes to reach Amazon. */
  readonly latency?: () => number
}

interface Seller {
  readonly usage: Usage
  readonly reports: Map<string, Made>
}

interface Made {
  readonly made: number
  readonly fields: Record<string, unknown>
}

/** Simulates the Selling Partner API with its real usage plans, for any number of sellers. */
export function simulatedAmazon(clock: SimulatedClock, { duration = 11_000, latency }: SimulatedAmazonOptions = {}) {
  const sellers = new Map<string, Seller>()
  let number = 50_000

  function sellerOf(request: Request): Seller {
    const name = request.headers.get('x-amz-access-token') ?? ''
    const seller = sellers.get(name) ?? newSeller()
    sellers.set(name, seller)
    return seller
  }
  function reportOf(reportId: string, { made, fields }: Made): Report {
    const isDone = clock.now() >= made + duration
    return {
      ...fields,
      reportId,
      reportType: String(fields.reportType),
      createdTime: new Date(made).toISOString(),
      processingStatus: isDone ? 'DONE' : 'IN_PROGRESS',
      ...(isDone ? { reportDocumentId: `document-${reportId}` } : {}),
    }
  }
  async function respond(operation: Limited, request: Request, url: URL): Promise<Response> {
    const seller = sellerOf(request)
    if (!seller.usage.spend(operation, clock.now())) return refused()
    const rest = url.pathname.split('/').at(-1) ?? ''
    if (operation === 'createReport') {
      number += 1
      const reportId = String(number)
      seller.reports.set(reportId, { made: clock.now(), fields: JSON.parse(await request.text()) })
      return Response.json({ reportId }, { status: 202 })
    }
    if (operation === 'getReportDocument') {
      return Response.json({ reportDocumentId: rest, url: `https://documents.s3.amazonaws.com/${rest}` })
    }
    const requested = seller.reports.get(rest)
    if (operation === 'getReport')
      return requested === undefined ? notFound() : Response.json(reportOf(rest, requested))
    const reports = [...seller.reports].map(([reportId, made]) => reportOf(reportId, made))
    const statuses = url.searchParams.get('processingStatuses')?.split(',')
    return Response.json({ reports: reports.filter(({ processingStatus }) => statuses?.includes(processingStatus)) })
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    clock.stir()
    if (latency !== undefined) await clock.sleep(latency())
    const request = input instanceof Request ? input : new Request(input, init)
    const url = new URL(request.url)
    if (url.hostname === 'documents.s3.amazonaws.com') return new Response('sku\tname\nA\tB\n')
    const operation = operationOf(request.method, url.pathname)
    return operation === undefined ? tokenResponse(await request.text()) : respond(operation, request, url)
  }
  const account = (seller: string) =>
    sellingPartner({
      region: 'na',
      credentials: { clientId: 'client', clientSecret: 'secret', refreshToken: seller },
      fetch,
      clock,
      random: () => 0.5,
    })
  const countsOf = (seller: string): Counts => sellers.get(`Atza|${seller}`)?.usage.counts ?? newSeller().usage.counts
  return { account, countsOf }
}

function newSeller(): Seller {
  return { usage: new Usage(), reports: new Map() }
}

function operationOf(method: string, path: string): Limited | undefined {
  if (path.endsWith('/token')) return undefined
  if (method === 'POST') return 'createReport'
  if (path.includes('/documents/')) return 'getReportDocument'
  return path.endsWith('/reports') ? 'getReports' : 'getReport'
}

function refused(): Response {
  return Response.json({ errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota.' }] }, { status: 429 })
}

function notFound(): Response {
  return Response.json({ errors: [{ code: 'NotFound', message: 'There is no such report.' }] }, { status: 404 })
}

function tokenResponse(body: string): Response {
  const seller = new URLSearchParams(body).get('refresh_token') ?? ''
  return Response.json({ access_token: `Atza|${seller}`, token_type: 'bearer', expires_in: 3600 })
}
