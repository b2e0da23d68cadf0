import { DocumentError } from '../content/document-error.ts'
import { checkBatchSize, type GenerateText, type KnownDocument } from '../content/document-text.ts'
import type { DocumentWarning } from '../content/document-warning.ts'
import type { Money } from '../rows/cell-types.ts'
import type { TypedRow } from '../rows/row-maker.ts'
import { RowsReader, type RowsReaderParts } from '../rows/rows-reader.ts'
import { SettlementBalance } from './settlement-balance.ts'
import {
  payLayout,
  type SettlementLayout,
  sellingPartnerLayout,
  summaryOfPreamble,
  summaryOfRow,
} from './settlement-layout.ts'
import type { Settlement, SettlementOptions, SettlementRow, SettlementRowsSummary, SettlementSummary } from './types.ts'

/**
 * Reads a settlement: its summary at once, its rows when they are iterated. The amounts of the rows are added up and
 * compared with the total. A difference is a warning, not an error.
 *
 * Settlements of the Selling Partner API have a summary row after the header. Settlements of Amazon Pay have the dates
 * before the header, and no total. If they have rows of the type Transfer, which are payouts, it is assumed that the
 * other rows add up to them.
 *
 * An empty document has an empty summary, no rows, and the warning `EMPTY_DOCUMENT`.
 *
 * @throws DocumentError `NOT_SETTLEMENT` for a table that is not a settlement, and `NOT_ROWS` for other documents.
 */
export function readSettlement(
  reportDocumentId: string,
  text: GenerateText,
  options: SettlementOptions = {},
  known: KnownDocument = {},
): Promise<Settlement> {
  const batchSize = checkBatchSize(options.batchSize)
  return new SettlementReader({ reportDocumentId, text, options, known, batchSize }).open()
}

/** What a SettlementReader reads, and how. */
type SettlementReaderParts = Omit<RowsReaderParts, 'options' | 'onPreamble'> & { readonly options: SettlementOptions }

/** The columns by which a table is recognized as a settlement of the Selling Partner API. */
const settlementColumns = ['settlement-id', 'settlement-start-date', 'total-amount'] as const

/** Reads a settlement once. */
class SettlementReader {
  readonly #parts: SettlementReaderParts
  readonly #reader: RowsReader
  readonly #preamble: (readonly string[])[] = []
  #balance: SettlementBalance | undefined
  #warnings: readonly DocumentWarning[] = []
  #hasSummaryRow = false

  constructor(parts: SettlementReaderParts) {
    this.#parts = parts
    this.#reader = new RowsReader({
      ...parts,
      known: { ...parts.known, onRead: undefined },
      onPreamble: (cells) => void this.#preamble.push(cells),
    })
  }

  async open(): Promise<Settlement> {
    const batches = this.#reader.iterate()
    const close = async () => void (await batches.return?.())
    try {
      const { value: firstBatch = [], done } = await batches.next()
      const { summary, layout } = this.#readSummary(firstBatch)
      const rows = () => this.#rows(done ? [] : firstBatch, batches, layout, summary)
      return this.#settlement(summary, rows, close)
    } catch (error) {
      await close()
      throw error
    }
  }

  #settlement(
    summary: SettlementSummary,
    rows: () => AsyncGenerator<SettlementRow[]>,
    close: () => Promise<void>,
  ): Settlement {
    let started = false
    const rowsSummary = () => this.#summary()
    const iterate = () => {
      if (started) {
        throw new TypeError('rows can be iterated only once. Call settlement() again to read them again.')
      }
      started = true
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
      [Symbol.asyncDispose]: close,
    }
  }

  /** Removes the summary row from the first batch. */
  #readSummary(firstBatch: TypedRow[]): { summary: SettlementSummary; layout: SettlementLayout } {
    const { format, columns, warnings } = this.#reader.summary()
    const keys = columns.map((column) => column.key)
    if (warnings.some(({ code }) => code === 'EMPTY_DOCUMENT')) {
      return { summary: summaryOfRow({}), layout: sellingPartnerLayout }
    }
    if (format?.kind === 'pay-settlement') {
      if (!keys.includes('NetTransactionAmount')) throw this.#notSettlement('it has no column NetTransactionAmount')
      return { summary: summaryOfPreamble(this.#preamble, firstBatch[0]), layout: payLayout }
    }
    // With quotation marks or commas, a settlement looks like any other table, apart from its columns.
    if (format?.kind !== 'settlement' && !settlementColumns.every((key) => keys.includes(key))) {
      throw this.#notSettlement('it is a different table')
    }
    if (!keys.includes('total-amount')) throw this.#notSettlement('it has no column total-amount')
    if (!firstBatch[0]?.['total-amount']) {
      throw this.#notSettlement('its first row is not a summary: total-amount is empty')
    }
    this.#hasSummaryRow = true
    return { summary: summaryOfRow(firstBatch.shift() as Record<string, string>), layout: sellingPartnerLayout }
  }

  async *#rows(
    firstBatch: readonly TypedRow[],
    batches: AsyncIterator<TypedRow[]>,
    layout: SettlementLayout,
    { total, currency }: SettlementSummary,
  ): AsyncGenerator<SettlementRow[]> {
    const keys = this.#reader.summary().columns.map((column) => column.key)
    const moneyColumns = layout.moneyColumns(keys)
    const balance = new SettlementBalance(layout, keys)
    this.#balance = balance
    const convert = (row: TypedRow) => {
      const settlementRow = withMoney(row, moneyColumns, layout, currency)
      balance.add(settlementRow)
      return settlementRow
    }
    try {
      if (firstBatch.length > 0) yield firstBatch.map(convert)
      for (let next = await batches.next(); !next.done; next = await batches.next()) yield next.value.map(convert)
      this.#end(balance, total)
      await this.#notifyRead()
    } finally {
      await batches.return?.()
    }
  }

  #end(balance: SettlementBalance, total: Money | undefined): void {
    this.#warnings = balance.warnings(total)
    for (const warning of this.#summary().warnings) this.#parts.options.onWarning?.(warning)
  }

  async #notifyRead(): Promise<void> {
    const { charset, rows, rejectedCount, undecodable } = this.#summary()
    await this.#parts.known.onRead?.({ charset, rows, rejected: rejectedCount, undecodable })
  }

  #summary(): SettlementRowsSummary {
    const { rows, warnings, ...summary } = this.#reader.summary()
    return {
      ...summary,
      rows: this.#hasSummaryRow ? Math.max(0, rows - 1) : rows,
      decimalMark: this.#balance?.decimalMark,
      sums: this.#balance?.sums() ?? [],
      warnings: [...this.#warnings, ...warnings],
    }
  }

  #notSettlement(why: string): DocumentError {
    const { reportDocumentId } = this.#parts
    const what = `it is not a settlement (${why}). Use rows(), or set the option format.`
    return new DocumentError({ code: 'NOT_SETTLEMENT', reportDocumentId, what })
  }
}

/** Adds the currency to the amounts of a row. An empty amount stays an empty string. */
function withMoney(
  row: TypedRow,
  moneyColumns: readonly string[],
  { currencyColumn }: SettlementLayout,
  settlementCurrency: string | undefined,
): SettlementRow {
  const settlementRow = row as SettlementRow
  const rowCurrency = settlementRow[currencyColumn]
  const currency = typeof rowCurrency === 'string' && rowCurrency !== '' ? rowCurrency : settlementCurrency
  for (const key of moneyColumns) {
    const amount = settlementRow[key]
    if (typeof amount === 'string' && amount !== '') settlementRow[key] = { amount, currency }
  }
  return settlementRow
}
