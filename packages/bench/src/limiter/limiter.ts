import { type Outcome, reportline } from '@reportline/reports'
import { type SellingPartnerAccount, sellingPartner } from '@reportline/reports/selling-partner'
import { seededRandom } from '../data/random.ts'
import { FakeAmazon } from './fake-amazon.ts'
import { SimulatedClock } from './simulated-clock.ts'

export interface LimiterInput {
  readonly sellers: number
  /** The number of reports of each seller. */
  readonly reports: number
  /** The minimum and maximum latency of a request, in milliseconds. */
  readonly latency: readonly [number, number]
  /** `run` requests each report separately, `runMany` all reports of a seller through one engine with a ledger. */
  readonly by: 'run' | 'runMany'
}

/**
 * Requests, polls and reads the reports of many sellers concurrently, in simulated time.
 *
 * @returns `slowest`: the simulated time of the slowest seller in seconds; the numbers of all requests and of refused ones.
 */
export async function limiter({ sellers, reports, latency, by }: LimiterInput): Promise<Record<string, number>> {
  const clock = new SimulatedClock()
  const random = seededRandom(7)
  const [minLatency, maxLatency] = latency
  const amazons = Array.from({ length: sellers }, () => {
    return new FakeAmazon(clock, () => Math.round(minLatency + random() * (maxLatency - minLatency)))
  })
  const runReports = by === 'run' ? runEach : runMany
  const elapsed = await clock.run(
    Promise.all(
      amazons.map(async (amazon) => {
        const startedAt = clock.now()
        await runReports(accountOf(amazon, clock, random), clock, reports)
        return clock.now() - startedAt
      }),
    ),
    // The client computes the key of its token with WebCrypto, on another thread.
    Promise.all(amazons.map(({ tokenRequested }) => tokenRequested)),
  )
  return {
    slowest: Math.max(...elapsed) / 1000,
    refused: sum(amazons.map(({ refused }) => refused)),
    requests: sum(amazons.map(({ requests }) => requests)),
  }
}

function accountOf(amazon: FakeAmazon, clock: SimulatedClock, random: () => number): SellingPartnerAccount {
  return sellingPartner({
    region: 'eu',
    credentials: { clientId: 'bench', clientSecret: 'bench', refreshToken: 'Atzr|bench' },
    endpoint: 'https://amazon.test',
    tokenEndpoint: 'https://amazon.test/auth/o2/token',
    fetch: amazon.fetch,
    clock,
    random,
  })
}

/** A report type that is not in the catalogue, so that only the quotas limit it. */
const reportType = 'GET_BENCH_DATA'

async function runEach(account: SellingPartnerAccount, _clock: SimulatedClock, reports: number): Promise<void> {
  const marketplaces = ['DE']
  const runs = Array.from({ length: reports }, async () => read(await account.run({ reportType, marketplaces })))
  await Promise.all(runs)
}

async function runMany(account: SellingPartnerAccount, clock: SimulatedClock, reports: number): Promise<void> {
  const day = 86_400_000
  const windows = Array.from({ length: reports }, (_, index) => {
    const from = Date.UTC(2025, 0, 1) + index * day
    return { from: new Date(from), to: new Date(from + day) }
  })
  const engine = reportline({ accounts: { seller: account }, clock })
  const reading: Promise<void>[] = []
  for await (const { outcome, error } of engine.runMany({ reportTypes: [reportType], marketplaces: ['DE'], windows })) {
    if (outcome === undefined) throw error
    reading.push(read(outcome))
  }
  await Promise.all(reading)
}

async function read(outcome: Outcome): Promise<void> {
  if (outcome.status !== 'done') throw new Error(`A report ended with the status ${outcome.status}.`)
  await outcome.document.text()
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
