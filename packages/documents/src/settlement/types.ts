import type { DocumentFormat } from '@reportline/report-types'
import type { DocumentWarning } from '../content/document-warning.ts'
import type { Money } from '../rows/cell-types.ts'
import type { RejectedRow } from '../rows/rejected-row.ts'
import type { RowsSummary } from '../rows/types.ts'

/** How a settlement is read. */
export interface SettlementOptions {
  /** Maximum number of rows per batch. By default, rows are returned as they arrive, at most 1,000 at a time. */
  readonly batchSize?: number | undefined
  /** Overrides the declared charset. */
  readonly charset?: string | undefined
  /** Overrides the format that the catalogue gives for the report type. */
  readonly format?: DocumentFormat | undefined
  /** Aborts the read. */
  readonly signal?: AbortSignal | undefined
  /** Called for each rejected line. */
  readonly onRejected?: ((row: RejectedRow) => void) | undefined
  /** Called for each warning at the end of the rows. */
  readonly onWarning?: ((warning: DocumentWarning) => void) | undefined
}

/** The summary of a settlement. Dates are strings, because their format differs between marketplaces. */
export interface SettlementSummary {
  readonly settlementId: string | undefined
  readonly startDate: string | undefined
  readonly endDate: string | undefined
  /** When the payout is sent to the bank. Amazon Pay settlements do not have it. */
  readonly depositDate: string | undefined
  /** The payout. Amazon Pay settlements do not have it; their rows of the type Transfer do. */
  readonly total: Money | undefined
  readonly currency: string | undefined
  /** All cells of the summary row, or all lines before the header, by their names in the document. */
  readonly fields: Readonly<Record<string, string>>
}

/** A row of a settlement. Amounts have their currency; all other cells are strings. */
export type SettlementRow = Record<string, string | Money>

/** What reading the rows has shown so far. Complete when the iteration has ended. */
export interface SettlementRowsSummary extends RowsSummary {
  /** The exact sum of the rows for each currency. Written like the amounts of the document. */
  readonly sums: readonly Money[]
}

/** The rows of a settlement in batches. Can be iterated once. */
export interface SettlementRows extends AsyncIterable<SettlementRow[]> {
  readonly summary: SettlementRowsSummary
}

/**
 * A settlement whose summary has been read. If you do not iterate over its rows, close it, or declare it with
 * `await using`.
 *
 * @example
 * await using settlement = await document.settlement()
 * console.log(settlement.summary.total)
 */
export interface Settlement extends AsyncDisposable {
  readonly summary: SettlementSummary
  readonly rows: SettlementRows
  /** Ends the read. You need not call it after iterating over the rows. */
  close(): Promise<void>
  /** Calls `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}
