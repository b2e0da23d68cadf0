import type { Check } from './check.ts'
import type { Table } from './format-table.ts'

/** How much is measured. */
export interface Scale {
  /** The share of each true size: 1, unless told otherwise. */
  readonly size: number
  /** Undefined: what the bench itself thinks enough. */
  readonly rounds: number | undefined
  /** Told what is going on. */
  readonly note: (text: string) => void
}

/** What a bench has come to. */
export interface BenchReport {
  readonly tables: readonly Table[]
  readonly checks: readonly Check[]
  /** All that was measured, for the JSON. */
  readonly samples: unknown
}

/** Something that is measured. */
export interface Bench {
  readonly name: string
  /** One line for the help. */
  readonly about: string
  run(scale: Scale): Promise<BenchReport>
}
