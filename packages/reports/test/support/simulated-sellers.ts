import { type CallOptions, createRequest } from '@reportline/request'
import { accountInternals, type ReportAccount } from '../../src/accounts/account.ts'
import { reportline } from '../../src/engine/reportline.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import type { AnyReport } from '../../src/run/any-report.ts'
import type { NewJob } from '../../src/run/check-request.ts'
import type { Job } from '../../src/run/job.ts'
import type { ReportApi } from '../../src/run/report-api.ts'
import { type SimulatedClock, simulatedClock } from './simulated-clock.ts'
import { type Counts, type Limited, Usage } from './usage-plans.ts'

const rates: Readonly<Record<Limited, number>> = {
  createReport: 0.0167,
  getReportDocument: 0.0167,
  getReports: 0.0222,
  getReport: 2,
}
const bursts: Readonly<Record<Limited, number>> = {
  createReport: 15,
  getReportDocument: 15,
  getReports: 10,
  getReport: 15,
}

/** Time until the address of a seller's last document was known, in milliseconds, and the requests of the seller. */
export interface SellerRun {
  readonly milliseconds: number
  readonly counts: Counts
}

/**
 * Runs many sellers with many reports each on one engine and a simulated clock. The engine, the ledger, the queues and the
 * buckets are real. Amazon's rate limits replace HTTP.
 *
 * @param count The number of sellers.
 * @param reports The number of reports of each seller.
 * @param duration How long Amazon takes for a report. Milliseconds.
 */
export async function simulateSellers(count: number, reports: number, duration = 11_000): Promise<SellerRun[]> {
  const clock = simulatedClock(undefined, false)
  const start = clock.now()
  const sellers = new Map(
    Array.from({ length: count }, (_, index) => [`seller-${index}`, seller(clock, index, duration)]),
  )
  const accounts: Record<string, ReportAccount> = Object.fromEntries(
    [...sellers].map(([name, { internals }]) => [name, { [accountInternals]: internals }]),
  )
  const took = new Map<string, number>()
  const windows = Array.from({ length: reports }, (_, day) => ({
    from: new Date(Date.UTC(2024, 0, 1 + day)),
    to: new Date(Date.UTC(2024, 0, 2 + day)),
  }))
  const all = async () => {
    const line = reportline({ ledger: memoryLedger(), accounts, clock })
    const addresses: Promise<void>[] = []
    for await (const { request, outcome, error } of line.runMany({
      reportTypes: ['GET_SOMETHING'],
      marketplaces: ['US'],
      accounts: [...sellers.keys()],
      windows,
    })) {
      if (outcome?.status !== 'done') throw error ?? new Error(outcome?.status)
      const address = sellers.get(request.account)?.ask('getReportDocument')
      addresses.push(Promise.resolve(address).then(() => void took.set(request.account, clock.now() - start)))
    }
    await Promise.all(addresses)
  }
  await clock.run(all())
  return [...sellers].map(([name, { usage }]) => ({ milliseconds: took.get(name) ?? Number.NaN, counts: usage.counts }))
}

function seller(clock: SimulatedClock, index: number, duration: number) {
  const usage = new Usage()
  const made = new Map<string, number>()
  let seed = index % 10
  /** Deterministic, with ten different sequences, so that sellers do not all poll at the same time. */
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed / 2 ** 31
  }
  const send: typeof fetch = async (outgoing) => {
    const id = new URL((outgoing as Request).url).pathname.slice(1) as Limited
    if (!usage.spend(id, clock.now())) throw new Error(`${id} was refused`)
    return new Response()
  }
  const request = createRequest({ quota: `seller-${index}`, clock, random, fetch: send, attempts: 1 })
  async function ask(id: Limited, call?: CallOptions): Promise<void> {
    const operation = { id, method: 'GET', path: `/${id}`, rate: rates[id], burst: bursts[id], idempotent: true }
    await request(operation, (attempt) => attempt.fetch(new Request(`https://amazon.example/${id}`)), call)
  }
  const reportOf = (reportId: string): AnyReport => {
    const isDone = clock.now() >= (made.get(reportId) ?? Number.POSITIVE_INFINITY) + duration
    const status = isDone
      ? { processingStatus: 'DONE', reportDocumentId: reportId }
      : { processingStatus: 'IN_PROGRESS' }
    return { reportId, reportType: 'GET_SOMETHING', ...status }
  }
  const api: ReportApi = {
    api: 'selling-partner',
    async create(_job, call) {
      await ask('createReport', call)
      const reportId = `${index}-${made.size}`
      made.set(reportId, clock.now())
      return reportId
    },
    async get(reportId, call) {
      await ask('getReport', call)
      return reportOf(reportId)
    },
    async *list({ processingStatuses }, call) {
      await ask('getReports', call)
      const reports = [...made.keys()].map(reportOf)
      yield* reports.filter(({ processingStatus }) => processingStatuses?.includes(processingStatus) ?? true)
    },
    ending: ({ processingStatus }) => (processingStatus === 'DONE' ? 'done' : undefined),
    finished: ['DONE'],
    mayBe: () => 'no',
    locate: async () => ({ url: 'https://documents.s3.amazonaws.com/1' }),
    urlLifetime: 300_000,
  }
  let number = 0
  const newJob = ({ reportType, from, to }: { reportType: string; from: string; to: string }): NewJob => {
    number += 1
    const job: Job = {
      version: 1,
      id: `${index}/${number}`,
      api: 'selling-partner',
      region: 'na',
      reportType,
      marketplaceIds: ['ATVPDKIKX0DER'],
      dataStartTime: String(from),
      dataEndTime: String(to),
      step: 'creating',
      requestedAt: new Date(clock.now()).toISOString(),
    }
    return { job, issues: [] }
  }
  const runtime = { fetch: globalThis.fetch, documentHosts: [], clock, random, onEvent: () => {} }
  return { usage, ask, internals: { context: { api, region: 'na', ...runtime }, newJob } }
}
