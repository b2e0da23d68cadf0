import { runInChild } from '../measure/child.ts'
import type { Bench, BenchReport, Scale } from '../report/bench.ts'
import type { Check } from '../report/check.ts'
import { ratioText, seconds } from '../report/units.ts'
import type { LimiterInput } from './limiter.ts'

const reports = 100
/** The burst of createReport and getReportDocument, which have the lowest rate limits. */
const burst = 15
/** The seconds between two of their requests after the burst. */
const intervalSeconds = 59.88
/** The minimum time that Amazon's quotas allow, in seconds. */
const minimumSeconds = (reports - burst) * intervalSeconds

/** The minimum and maximum latency of a request, in milliseconds. */
const noLatency = [0, 0] as const
const realLatency = [50, 500] as const

/** The simulated time for the reports of many sellers, compared with the minimum that Amazon's quotas allow. */
export const limiterBench: Bench = {
  name: 'limiter',
  about: '100 reports each of 1 and of 1,000 sellers in simulated time, compared with the quotas of Amazon',
  async run(scale) {
    const many = Math.max(1, Math.round(1000 * scale.size))
    const results = [
      await simulate('1 seller, run', { sellers: 1, latency: noLatency, by: 'run' }, scale),
      await simulate('1 seller, runMany', { sellers: 1, latency: noLatency, by: 'runMany' }, scale),
      await simulate(
        '1 seller, runMany, latency of 50 to 500 ms',
        { sellers: 1, latency: realLatency, by: 'runMany' },
        scale,
      ),
      await simulate(`${many} sellers, run`, { sellers: many, latency: noLatency, by: 'run' }, scale),
    ]
    return reportOf(results)
  },
}

interface Simulated {
  readonly name: string
  readonly isChecked: boolean
  /** The simulated time of the slowest seller, in seconds. */
  readonly slowest: number
  readonly refused: number
  readonly requests: number
  /** The real time, in milliseconds. */
  readonly wall: number
}

async function simulate(name: string, input: Omit<LimiterInput, 'reports'>, scale: Scale): Promise<Simulated> {
  scale.note(`limiter: ${name}`)
  const { found, wall } = await runInChild('limiter', { ...input, reports })
  const [slowest, refused, requests] = [Number(found.slowest), Number(found.refused), Number(found.requests)]
  return { name, isChecked: input.latency === noLatency, slowest, refused, requests, wall }
}

function reportOf(results: readonly Simulated[]): BenchReport {
  return {
    tables: [
      {
        title: `${reports} reports of each seller: createReport, getReport until done, getReportDocument`,
        columns: ['', 'simulated s (slowest seller)', `× ${minimumSeconds.toFixed(0)} s`, 'requests', '429s', 'real s'],
        rows: results.map(({ name, slowest, refused, requests, wall }) => [
          name,
          slowest.toFixed(0),
          ratioText(slowest / minimumSeconds),
          String(requests),
          String(refused),
          seconds(wall),
        ]),
        note: `The minimum with full buckets is (${reports} - ${burst}) × ${intervalSeconds} s. A report takes 20 s.`,
      },
    ],
    checks: results.filter(({ isChecked }) => isChecked).flatMap(checksOf),
    samples: results,
  }
}

function checksOf({ name, slowest, refused }: Simulated): Check[] {
  return [
    { name: `limiter, ${name}: time / minimum`, required: { max: 1.02 }, measured: slowest / minimumSeconds, unit: '' },
    { name: `limiter, ${name}: requests refused with 429`, required: { max: 0 }, measured: refused, unit: '' },
  ]
}
