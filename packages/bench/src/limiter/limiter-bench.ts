import { runInChild } from '../measure/child.ts'
import type { Bench, BenchReport, Scale } from '../report/bench.ts'
import type { Check } from '../report/check.ts'
import { ratioText, seconds } from '../report/units.ts'
import type { LimiterInput } from './limiter.ts'

const reports = 100
/** What createReport and getReportDocument give at once, and seconds until the next: the slowest of a report's calls. */
const burst = 15
const interval = 59.88
const ceiling = (reports - burst) * interval

/** Milliseconds on the way: none; and as on a real line. */
const instant = [0, 0] as const
const varying = [50, 500] as const

/** How much of what Amazon allows is used, in simulated time. */
export const limiterBench: Bench = {
  name: 'limiter',
  about: '100 reports of 1 and of 1,000 sellers in simulated time, against what Amazon allows',
  async run(scale) {
    const many = Math.max(1, Math.round(1000 * scale.size))
    const results = [
      await simulate('1 seller, run', { sellers: 1, latency: instant, by: 'run' }, scale),
      await simulate('1 seller, runMany', { sellers: 1, latency: instant, by: 'runMany' }, scale),
      await simulate(
        '1 seller, runMany, 50 to 500 ms on the way',
        { sellers: 1, latency: varying, by: 'runMany' },
        scale,
      ),
      await simulate(`${many} sellers, run`, { sellers: many, latency: instant, by: 'run' }, scale),
    ]
    return reportOf(results)
  },
}

interface Simulated {
  readonly name: string
  readonly judged: boolean
  readonly slowest: number
  readonly refused: number
  readonly requests: number
  readonly wall: number
}

async function simulate(name: string, input: Omit<LimiterInput, 'reports'>, scale: Scale): Promise<Simulated> {
  scale.note(`limiter: ${name}`)
  const { found, wall } = await runInChild('limiter', { ...input, reports })
  const [slowest, refused, requests] = [Number(found.slowest), Number(found.refused), Number(found.requests)]
  return { name, judged: input.latency === instant, slowest, refused, requests, wall }
}

function reportOf(results: readonly Simulated[]): BenchReport {
  return {
    tables: [
      {
        title: `${reports} reports of each seller: createReport, getReport until it is done, getReportDocument`,
        columns: ['', 'simulated s (slowest seller)', `× ${ceiling.toFixed(0)} s`, 'requests', '429s', 'real s'],
        rows: results.map(({ name, slowest, refused, requests, wall }) => [
          name,
          slowest.toFixed(0),
          ratioText(slowest / ceiling),
          String(requests),
          String(refused),
          seconds(wall),
        ]),
        note: `Amazon allows no less than (${reports} - ${burst}) × ${interval} s from full buckets. A report takes 20 s.`,
      },
    ],
    checks: results.filter(({ judged }) => judged).flatMap(checksOf),
    samples: results,
  }
}

function checksOf({ name, slowest, refused }: Simulated): Check[] {
  return [
    { name: `limiter, ${name}: time / the least`, required: { most: 1.02 }, measured: slowest / ceiling, unit: '' },
    { name: `limiter, ${name}: requests refused with 429`, required: { most: 0 }, measured: refused, unit: '' },
  ]
}
