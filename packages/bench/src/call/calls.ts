import { collectGarbage } from '../measure/collect-garbage.ts'
import { median } from '../measure/median.ts'
import { rotate } from '../measure/rotate.ts'
import { type Caller, callers } from './callers.ts'

export interface CallsInput {
  readonly origin: string
  readonly rounds: number
  /** The number of sequential calls of each client in a round. */
  readonly calls: number
}

/**
 * Measures all clients in turns in one warm process.
 *
 * @returns The median of the rounds for each client, in microseconds per call.
 */
export async function calls({ origin, rounds, calls }: CallsInput): Promise<Record<string, number>> {
  const all = callers(origin)
  const samples = new Map<string, Sample[]>(all.map(({ name }) => [name, []]))
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const caller of rotate(all, round + warmUpRounds)) {
      const sample = await sampleOf(caller, calls)
      if (round >= 0) samples.get(caller.name)?.push(sample)
    }
  }
  const found: Record<string, number> = {}
  for (const [name, list] of samples) {
    found[`${name} wall`] = median(list.map(({ wall }) => wall))
    found[`${name} cpu`] = median(list.map(({ cpu }) => cpu))
  }
  return found
}

/** The rounds that are not measured. */
const warmUpRounds = 3

/** Microseconds per call. */
interface Sample {
  readonly wall: number
  readonly cpu: number
}

/** Measures a number of sequential calls. */
async function sampleOf({ call }: Caller, times: number): Promise<Sample> {
  collectGarbage()
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  for (let count = 0; count < times; count++) check(await call())
  const wall = ((performance.now() - startedAt) * 1000) / times
  const { user, system } = process.cpuUsage(cpuBefore)
  return { wall, cpu: (user + system) / times }
}

function check(processingStatus: unknown): void {
  if (processingStatus !== 'DONE') throw new Error('A client did not get the report.')
}
