import type { Check } from './check.ts'
import type { Table } from './format-table.ts'

/** The size of a run. */
export interface Scale {
  /** The fraction of the full size: above 0, at most 1. */
  readonly size: number
  /** The number of rounds. Undefined for the default of the benchmark. */
  readonly rounds: number | undefined
  /** Called with progress messages. */
  readonly note: (message: string) => void
}

/** The result of a benchmark. */
export interface BenchReport {
  readonly tables: readonly Table[]
  readonly checks: readonly Check[]
  /** All measurements, for the JSON file. */
  readonly samples: unknown
}

/** A benchmark. */
export interface Bench {
  readonly name: string
  /** One line for `--help`. */
  readonly about: string
  run(scale: Scale): Promise<BenchReport>
}
