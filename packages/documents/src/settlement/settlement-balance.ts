import { countWarnings, type DocumentWarning } from '../content/document-warning.ts'
import type { DecimalMark, Money } from '../rows/cell-types.ts'
import type { SettlementLayout } from './settlement-layout.ts'
import { SettlementSums } from './settlement-sums.ts'
import type { SettlementRow } from './types.ts'

/** Adds up the rows of a settlement, and compares the sum with its total or, if it has none, with its payouts. */
export class SettlementBalance {
  readonly #layout: SettlementLayout
  readonly #summedColumns: readonly string[]
  readonly #sums = new SettlementSums()
  readonly #payouts = new SettlementSums()

  /** @param keys Keys of all columns. */
  constructor(layout: SettlementLayout, keys: readonly string[]) {
    this.#layout = layout
    this.#summedColumns = layout.summedColumns(keys)
  }

  add(row: SettlementRow): void {
    const payout = this.#layout.payout(row)
    if (payout !== undefined) {
      this.#payouts.add(payout)
      return
    }
    for (const key of this.#summedColumns) {
      const money = row[key]
      if (typeof money === 'object') this.#sums.add(money)
    }
  }

  /** The decimal mark of the amounts. Undefined while both are possible. */
  get decimalMark(): DecimalMark | undefined {
    return this.#sums.decimalMark
  }

  /** Returns the sum for each currency. */
  sums(): Money[] {
    return this.#sums.sums()
  }

  /**
   * Compares the sums after the last row.
   *
   * @param total Undefined if the settlement has no total.
   */
  warnings(total: Money | undefined): DocumentWarning[] {
    const expected = total === undefined ? this.#payouts.sums() : [total]
    const unreadable = this.#sums.unreadable + this.#payouts.unreadable
    const warnings = expected.map((money) => this.#sums.compare(money)).filter((warning) => warning !== undefined)
    return [...warnings, ...countWarnings({ UNREADABLE_AMOUNTS: unreadable })]
  }
}
