import type { Check } from './check.ts'
import type { Table } from './format-table.ts'

/** How much is measured. */
export interface Scale {
  /** A fraction of the full size. Defaults to 1. */
  readonly size: number
  /** Undefined: what the bench itself thinks enough. */
  readonly rounds: number | undefined
  /** Called with progress messages. */
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
