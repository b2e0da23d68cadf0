import type { Report } from '@reportline/selling-partner-reports-types'
import { sellingPartner } from '../../src/selling-partner/index.ts'
import type { SimulatedClock } from './simulated-clock.ts'

/** Tokens in ten-millionths, so that nothing is rounded: refill a millisecond, and what a full bucket holds. */
const token = 10_000_000
const plans = {
  createReport: { refill: 167, burst: 15 },
  getReportDocument: { refill: 167, burst: 15 },
  getReports: { refill: 222, burst: 10 },
  getReport: { refill: 20_000, burst: 15 },
} as const

type Limited = keyof typeof plans

/** How a simulated Amazon behaves. Milliseconds. */
export interface SimulatedAmazonOptions {
  /** From createReport to the end of the report. */
  readonly duration?: number
}

/** What was asked of a seller's account. */
export interface Counts extends Record<Limited, number> {
  refused: number
}

interface Seller {
  readonly buckets: Map<Limited, { level: number; since: number }>
  readonly reports: Map<string, Made>
  readonly counts: Counts
}

interface Made {
  readonly made: number
  readonly fields: Record<string, unknown>
}

/** Amazon's Selling Partner API for any number of sellers, with the true usage plans, on a simulated clock. */
export function simulatedAmazon(clock: SimulatedClock, { duration = 11_000 }: SimulatedAmazonOptions = {}) {
  const sellers = new Map<string, Seller>()
  let number = 50_000

  function sellerOf(request: Request): Seller {
    const name = request.headers.get('x-amz-access-token') ?? ''
    const seller = sellers.get(name) ?? newSeller()
    sellers.set(name, seller)
    return seller
  }
  function spend(seller: Seller, operation: Limited): boolean {
    const { refill, burst } = plans[operation]
    const now = clock.now()
    const bucket = seller.buckets.get(operation) ?? { level: burst * token, since: now }
    const level = Math.min(burst * token, bucket.level + refill * (now - bucket.since))
    const has = level >= token
    seller.buckets.set(operation, { level: has ? level - token : level, since: now })
    seller.counts[operation] += 1
    if (!has) seller.counts.refused += 1
    return has
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
  async function answer(operation: Limited, request: Request, url: URL): Promise<Response> {
    const seller = sellerOf(request)
    if (!spend(seller, operation)) return refused()
    const rest = url.pathname.split('/').at(-1) ?? ''
    if (operation === 'createReport') {
      number += 1
      const reportId = String(number)
      seller.reports.set(reportId, { made: clock.now(), fields: JSON.parse(await request.text()) })
      return Response.json({ reportId }, { status: 202 })
    }
    if (operation === 'getReportDocument') {
      return Response.json({ reportDocumentId: rest, url: `https://documents.example/${rest}` })
    }
    const reports = [...seller.reports].map(([reportId, made]) => reportOf(reportId, made))
    if (operation === 'getReport') return Response.json(reports.find(({ reportId }) => reportId === rest))
    const statuses = url.searchParams.get('processingStatuses')?.split(',')
    return Response.json({ reports: reports.filter(({ processingStatus }) => statuses?.includes(processingStatus)) })
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    clock.stir()
    const request = input instanceof Request ? input : new Request(input, init)
    const url = new URL(request.url)
    if (url.hostname === 'documents.example') return new Response('sku\tname\nA\tB\n')
    const operation = operationOf(request.method, url.pathname)
    return operation === undefined ? tokenAnswer(await request.text()) : answer(operation, request, url)
  }
  const account = (seller: string) =>
    sellingPartner({
      region: 'na',
      credentials: { clientId: 'client', clientSecret: 'secret', refreshToken: seller },
      fetch,
      clock,
      random: () => 0.5,
    })
  const countsOf = (seller: string): Counts => sellers.get(`Atza|${seller}`)?.counts ?? newSeller().counts
  return { account, countsOf }
}

function newSeller(): Seller {
  const counts = { createReport: 0, getReportDocument: 0, getReports: 0, getReport: 0, refused: 0 }
  return { buckets: new Map(), reports: new Map(), counts }
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

function tokenAnswer(body: string): Response {
  const seller = new URLSearchParams(body).get('refresh_token') ?? ''
  return Response.json({ access_token: `Atza|${seller}`, token_type: 'bearer', expires_in: 3600 })
}
