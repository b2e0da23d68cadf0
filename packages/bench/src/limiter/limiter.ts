import { sellingPartner } from '@reportline/reports/selling-partner'
import { seededRandom } from '../data/random.ts'
import { FakeAmazon } from './fake-amazon.ts'
import { SimulatedClock } from './simulated-clock.ts'

export interface LimiterInput {
  readonly sellers: number
  /** Of each seller. */
  readonly reports: number
  /** Milliseconds that a request is on its way: at least, and at most. */
  readonly latency: readonly [number, number]
}

/** Runs reports of many sellers at once in simulated time: asks, waits, reads the document. */
export async function limiter({ sellers, reports, latency }: LimiterInput): Promise<Record<string, number>> {
  const clock = new SimulatedClock()
  const random = seededRandom(7)
  const [least, most] = latency
  const amazons = Array.from({ length: sellers }, () => {
    return new FakeAmazon(clock, () => Math.round(least + random() * (most - least)))
  })
  const elapsed = await clock.run(Promise.all(amazons.map((amazon) => runReports(amazon, clock, random, reports))))
  return {
    slowest: Math.max(...elapsed) / 1000,
    refused: sum(amazons.map(({ refused }) => refused)),
    requests: sum(amazons.map(({ requests }) => requests)),
  }
}

/** Milliseconds of simulated time from the first request to the last document. */
async function runReports(
  amazon: FakeAmazon,
  clock: SimulatedClock,
  random: () => number,
  reports: number,
): Promise<number> {
  const account = sellingPartner({
    region: 'eu',
    credentials: { clientId: 'bench', clientSecret: 'bench', refreshToken: 'Atzr|bench' },
    endpoint: 'https://amazon.test',
    tokenEndpoint: 'https://amazon.test/auth/o2/token',
    fetch: amazon.fetch,
    clock,
    random,
  })
  const began = clock.now()
  await Promise.all(
    Array.from({ length: reports }, async () => {
      const outcome = await account.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] })
      if (outcome.status !== 'done') throw new Error(`a report ended ${outcome.status}`)
      await outcome.document.text()
    }),
  )
  return clock.now() - began
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
