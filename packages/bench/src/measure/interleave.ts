import { runInChild } from './child.ts'
import { median } from './median.ts'
import { rotate } from './rotate.ts'
import type { Measured } from './run-child.ts'
import type { TaskName } from './tasks.ts'

/** A contestant in a comparison. */
export interface Contestant {
  readonly name: string
  readonly task: TaskName
  readonly input: object
  /** The number of rounds, if it differs from the other contestants. */
  readonly rounds?: number
  /** Runs before each measurement. */
  readonly before?: () => Promise<unknown>
}

/** The measurements of one contestant, and the reason if it failed. */
export interface Samples {
  readonly name: string
  readonly measured: readonly Measured[]
  readonly failure?: string | undefined
}

/** The medians of one contestant. */
export interface Medians {
  /** Milliseconds. */
  readonly wall: number
  /** Milliseconds. */
  readonly cpu: number
  /** Bytes. */
  readonly peak: number
}

/**
 * Measures the contestants sequentially in rounds, each in a fresh process. Each round starts with a different contestant,
 * so that a disturbance of the machine affects all of them.
 *
 * @param note - Called with progress messages.
 */
export async function interleave(
  contestants: readonly Contestant[],
  rounds: number,
  note: (message: string) => void,
): Promise<Samples[]> {
  const measured = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]))
  const failures = new Map<string, string>()
  for (let round = 0; round < rounds; round++) {
    for (const contestant of rotate(contestants, round)) {
      const { name, task, input } = contestant
      if (failures.has(name) || round >= (contestant.rounds ?? rounds)) continue
      note(`${name}, round ${round + 1}`)
      try {
        await contestant.before?.()
        measured.get(name)?.push(await runInChild(task, input))
      } catch (error) {
        failures.set(name, error instanceof Error ? error.message : String(error))
      }
    }
  }
  return contestants.map(({ name }) => ({ name, measured: measured.get(name) ?? [], failure: failures.get(name) }))
}

/** Returns the medians of a contestant, or undefined if it failed. */
export function mediansOf({ measured, failure }: Samples): Medians | undefined {
  if (failure !== undefined || measured.length === 0) return undefined
  return {
    wall: median(measured.map(({ wall }) => wall)),
    cpu: median(measured.map(({ cpu }) => cpu)),
    peak: median(measured.map(({ peak }) => peak)),
  }
}
