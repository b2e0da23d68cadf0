import { runInChild } from '../measure/child.ts'
import { median } from '../measure/median.ts'
import type { Bench, BenchReport, Scale } from '../report/bench.ts'
import type { Check } from '../report/check.ts'
import { ratioText } from '../report/units.ts'
import { type BeginKind, beginOperations } from './begin-operations.ts'
import { type LedgerInput, resultNames } from './ledger.ts'

type Store = LedgerInput['store']

/** The numbers of stored jobs at full size. */
const fullCounts = [100, 10_000, 100_000, 1_000_000]
const smallest = 100
const kinds = Object.keys(beginOperations) as BeginKind[]

/**
 * The time with the most jobs may be at most this many times as long as with the fewest. Every call of a memory ledger
 * takes a few microseconds. With a million jobs, most of that is spent on memory outside the caches of the CPU. A scan of
 * all jobs would take thousands of times as long.
 */
const maxRatio: Readonly<Record<Store, number>> = { file: 2, memory: 20 }

/** Few, because each new job stays in the ledger and makes the smallest one larger. */
const requestsPerRound = 50

/** How the time to begin a request depends on the number of stored jobs. */
export const ledgerBench: Bench = {
  name: 'ledger',
  about: 'beginning a request with 100 to 1,000,000 jobs in a file ledger and in a memory ledger',
  async run(scale) {
    const counts = [...new Set(fullCounts.map((count) => Math.max(smallest, Math.round(count * scale.size))))]
    const reports = [await measureStore('file', counts, scale), await measureStore('memory', counts, scale)]
    return {
      tables: reports.flatMap(({ tables }) => tables),
      checks: reports.flatMap(({ checks }) => checks),
      samples: reports.map(({ samples }) => samples),
    }
  },
}

async function measureStore(store: Store, counts: readonly number[], scale: Scale): Promise<BenchReport> {
  scale.note(`ledger: ${store} ledgers with ${counts.map(countText).join(', ')} jobs`)
  const input: LedgerInput = { store, counts, rounds: scale.rounds ?? 15, requests: requestsPerRound }
  const { found } = await runInChild('ledger', input)
  const results = kinds.map((kind) => resultOf(kind, counts, found))
  return {
    tables: [
      {
        title: `Beginning a request with a ${store} ledger: median µs (99th percentile)`,
        columns: ['', ...counts.map((count) => `${countText(count)} jobs`), 'ratio', 'range'],
        rows: results.map(({ kind, cells, ratio, range }) => [kind, ...cells, ratioText(ratio), range]),
        note: 'Half of the jobs have one request key. The ratio is the median of the rounds, the range their minimum and maximum.',
      },
    ],
    checks: results.map((result) => checkOf(store, counts, result)),
    samples: { store, found },
  }
}

interface Result {
  readonly kind: BeginKind
  readonly cells: readonly string[]
  /** The time with the most stored jobs, relative to that with the fewest. */
  readonly ratio: number
  readonly range: string
}

function resultOf(kind: BeginKind, counts: readonly number[], found: Readonly<Record<string, unknown>>): Result {
  const mediansOf = (count: number) => found[resultNames(kind, count).medians] as readonly number[]
  const cells = counts.map((count) => {
    const p99 = Number(found[resultNames(kind, count).p99])
    return `${microseconds(median(mediansOf(count)))} (${microseconds(p99)})`
  })
  const few = mediansOf(counts[0] ?? smallest)
  const ratios = mediansOf(counts.at(-1) ?? smallest).map((many, round) => many / (few[round] ?? Number.NaN))
  const range = `${ratioText(Math.min(...ratios))} to ${ratioText(Math.max(...ratios))}`
  return { kind, cells, ratio: median(ratios), range }
}

function checkOf(store: Store, counts: readonly number[], { kind, ratio }: Result): Check {
  return {
    name: `ledger, ${store}, ${kind}: time with ${countText(counts.at(-1) ?? smallest)} jobs / with ${smallest}`,
    required: { max: maxRatio[store] },
    measured: ratio,
    unit: '',
  }
}

function countText(count: number): string {
  return count.toLocaleString('en-US')
}

function microseconds(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0)
}
