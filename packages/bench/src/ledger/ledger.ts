import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RandomValues } from '../data/random.ts'
import { median } from '../measure/median.ts'
import { percentile } from '../measure/percentile.ts'
import { rotate } from '../measure/rotate.ts'
import { type BeginKind, beginOperations, type FilledLedger } from './begin-operations.ts'
import { filledFileLedger, filledMemoryLedger } from './fill-ledger.ts'

export interface LedgerInput {
  readonly store: 'file' | 'memory'
  /** The numbers of stored jobs to compare. */
  readonly counts: readonly number[]
  readonly rounds: number
  /** The number of requests of each kind in a round. */
  readonly requests: number
}

/** The names of the results for one kind of request and one number of stored jobs. */
export function resultNames(kind: BeginKind, count: number) {
  return { medians: `${kind} ${count} medians`, p99: `${kind} ${count} p99` } as const
}

/**
 * Measures how long a ledger takes to begin a request, with different numbers of stored jobs, in turns in one process.
 *
 * @returns The median of each round and the 99th percentile of all rounds, in microseconds.
 */
export async function ledger(input: LedgerInput): Promise<Record<string, number | number[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'reportline-bench-ledger-'))
  const ledgers: FilledLedger[] = []
  try {
    for (const count of input.counts) {
      const path = join(folder, `${count}.db`)
      const filled = input.store === 'file' ? filledFileLedger(path, count) : filledMemoryLedger(count)
      ledgers.push({ ledger: await filled, count })
    }
    return await measure(ledgers, input)
  } finally {
    for (const filled of ledgers) await filled.ledger.close()
    await rm(folder, { recursive: true })
  }
}

/** The rounds that are not measured. */
const warmUpRounds = 2

async function measure(
  ledgers: readonly FilledLedger[],
  { rounds, requests }: LedgerInput,
): Promise<Record<string, number | number[]>> {
  const random = new RandomValues(3)
  const found: Record<string, number | number[]> = {}
  for (const kind of Object.keys(beginOperations) as BeginKind[]) {
    const samples = new Map<number, number[][]>(ledgers.map(({ count }) => [count, []]))
    for (let round = -warmUpRounds; round < rounds; round++) {
      for (const filled of rotate(ledgers, round + warmUpRounds)) {
        const durations: number[] = []
        for (let index = 0; index < requests; index++)
          durations.push(1000 * (await beginOperations[kind](filled, random)))
        if (round >= 0) samples.get(filled.count)?.push(durations)
      }
    }
    for (const [count, list] of samples) {
      const names = resultNames(kind, count)
      found[names.medians] = list.map(median)
      found[names.p99] = percentile(list.flat(), 0.99)
    }
  }
  return found
}
