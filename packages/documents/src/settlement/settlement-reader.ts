import { DocumentError } from '../content/document-error.ts'
import type { Money } from '../rows/cell-types.ts'
import type { RejectedRow } from '../rows/rejected-row.ts'
import type { TypedRow } from '../rows/row-maker.ts'
import { type ReadingParts, RowsReader } from '../rows/rows-reader.ts'
import {
  payLayout,
  type SettlementLayout,
  sellingPartnerLayout,
  summaryOfPreamble,
  summaryOfRow,
} from './settlement-layout.ts'
import { SettlementSums, type SettlementWarning } from './settlement-sums.ts'
import type { Settlement, SettlementOptions, SettlementRow, SettlementRowsSummary, SettlementSummary } from './types.ts'

/** What a reading of a settlement is made of. */
export type SettlementParts = Omit<ReadingParts, 'options' | 'onPreamble'> & { readonly options: SettlementOptions }

/** One reading of a settlement. */
export class SettlementReader {
  readonly #parts: SettlementParts
  readonly #reader: RowsReader
  readonly #preamble: (readonly string[])[] = []
  readonly #sums = new SettlementSums()
  readonly #payouts = new SettlementSums()
  #opened = false
  /** A line that is the summary although its last cells are missing, and so is no rejected one. */
  #shortSummary: RejectedRow | undefined
  #warnings: readonly SettlementWarning[] = []

  constructor(parts: SettlementParts) {
    this.#parts = parts
    this.#reader = new RowsReader({
      ...parts,
      options: { ...parts.options, onRejected: (row) => this.#onRejected(row) },
      onPreamble: (cells) => void this.#preamble.push(cells),
    })
  }

  async open(): Promise<Settlement> {
    const iterator = this.#reader.iterate()
    try {
      const { value: first = [], done } = await iterator.next()
      const { summary, layout } = this.#begin(first)
      const rows = () => this.#rows(done ? [] : first, iterator, layout, summary)
      return this.#settlement(summary, rows, async () => void (await iterator.return?.()))
    } catch (error) {
      await iterator.return?.()
      throw error
    }
  }

  #settlement(
    summary: SettlementSummary,
    rows: () => AsyncGenerator<SettlementRow[]>,
    close: () => Promise<void>,
  ): Settlement {
    let begun = false
    const rowsSummary = () => this.#summary()
    const iterate = () => {
      if (begun) throw new TypeError('rows can be iterated once: call settlement() again to read the document again')
      begun = true
      return rows()
    }
    return {
      summary,
      rows: {
        get summary() {
          return rowsSummary()
        },
        [Symbol.asyncIterator]: iterate,
      },
      close,
    }
  }

  /** Takes the summary out of the first rows. */
  #begin(first: TypedRow[]): { summary: SettlementSummary; layout: SettlementLayout } {
    const { format, columns } = this.#reader.summary()
    const keys = columns.map((column) => column.key)
    if (format?.kind === 'pay-settlement') {
      if (!keys.includes('NetTransactionAmount')) throw this.#none('it has no column NetTransactionAmount')
      this.#opened = true
      return { summary: summaryOfPreamble(this.#preamble, first[0]), layout: payLayout }
    }
    if (format?.kind !== 'settlement') throw this.#none('it is a table of another kind')
    if (!keys.includes('total-amount')) throw this.#none('it has no column total-amount')
    const row = this.#summaryRow(first)
    if (row === undefined) throw this.#none('its first row is no summary: total-amount is empty')
    this.#opened = true
    return { summary: summaryOfRow(row), layout: sellingPartnerLayout }
  }

  /** A first row that is a summary wins over a line before it that only looks like one. */
  #summaryRow(first: TypedRow[]): Record<string, string> | undefined {
    if (first[0]?.['total-amount']) {
      const early = this.#shortSummary
      this.#shortSummary = undefined
      if (early !== undefined) this.#parts.options.onRejected?.(early)
      return first.shift() as Record<string, string>
    }
    return this.#shortSummary === undefined ? undefined : this.#cellsOf(this.#shortSummary)
  }

  #cellsOf(row: RejectedRow): Record<string, string> {
    const cells = row.text.split('\t')
    const { columns } = this.#reader.summary()
    return Object.fromEntries(columns.map(({ key }, index) => [key, cells[index] ?? '']))
  }

  async *#rows(
    first: readonly TypedRow[],
    iterator: AsyncIterator<TypedRow[]>,
    layout: SettlementLayout,
    { total, currency }: SettlementSummary,
  ): AsyncGenerator<SettlementRow[]> {
    const keys = this.#reader.summary().columns.map((column) => column.key)
    const money = layout.moneyColumns(keys)
    const summed = layout.summedColumns(keys)
    const take = (row: TypedRow) => this.#take(withMoney(row, money, layout, currency), summed, layout)
    try {
      if (first.length > 0) yield first.map(take)
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value.map(take)
      this.#warn(total)
    } finally {
      await iterator.return?.()
    }
  }

  #take(row: SettlementRow, summed: readonly string[], layout: SettlementLayout): SettlementRow {
    const payout = layout.payout(row)
    if (payout !== undefined) {
      this.#payouts.add(payout)
      return row
    }
    for (const key of summed) {
      const money = row[key]
      if (typeof money === 'object') this.#sums.add(money)
    }
    return row
  }

  #warn(total: Money | undefined): void {
    const expected = total === undefined ? this.#payouts.sums() : [total]
    const unreadable = this.#sums.unreadable + this.#payouts.unreadable
    const rejected = this.#summary().rejectedCount
    const warnings = expected.map((money) => this.#sums.compare(money))
    this.#warnings = [
      ...warnings.filter((warning) => warning !== undefined),
      ...(unreadable > 0 ? [{ code: 'UNREADABLE_AMOUNTS', count: unreadable } as const] : []),
      ...(rejected > 0 ? [{ code: 'REJECTED_ROWS', count: rejected } as const] : []),
    ]
    for (const warning of this.#warnings) this.#parts.options.onWarning?.(warning)
  }

  #summary(): SettlementRowsSummary {
    const { rows, rejected, rejectedCount, ...summary } = this.#reader.summary()
    const short = this.#shortSummary === undefined ? 0 : 1
    const summaryRow = summary.format?.kind === 'settlement' && short === 0 ? 1 : 0
    return {
      ...summary,
      rows: Math.max(0, rows - summaryRow),
      rejected: short === 0 ? rejected : rejected.filter((row) => row !== this.#shortSummary),
      rejectedCount: rejectedCount - short,
      sums: this.#sums.sums(),
      warnings: this.#warnings,
    }
  }

  /** The summary row has most cells empty: one whose last ones are missing is a summary all the same. */
  #onRejected(row: RejectedRow): void {
    if (!this.#opened && this.#shortSummary === undefined && row.cells < row.expected) {
      const cells = this.#cellsOf(row)
      if (cells['total-amount'] && !cells['transaction-type']) {
        this.#shortSummary = row
        return
      }
    }
    this.#parts.options.onRejected?.(row)
  }

  #none(why: string): DocumentError {
    const { reportDocumentId } = this.#parts
    const what = `it is no settlement (${why}). Use rows(), or say what it is with the option format.`
    return new DocumentError({ code: 'NOT_SETTLEMENT', reportDocumentId, what })
  }
}

/** An empty amount stays an empty text. */
function withMoney(
  row: TypedRow,
  columns: readonly string[],
  { currencyColumn }: SettlementLayout,
  ofAll: string | undefined,
): SettlementRow {
  const settled = row as SettlementRow
  const own = settled[currencyColumn]
  const currency = typeof own === 'string' && own !== '' ? own : ofAll
  for (const key of columns) {
    const amount = settled[key]
    if (typeof amount === 'string' && amount !== '') settled[key] = { amount, currency }
  }
  return settled
}
