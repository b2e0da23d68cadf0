import type { DocumentFormat } from '@reportline/report-types'
import type { Money } from '../rows/cell-types.ts'
import type { RejectedRow } from '../rows/rejected-row.ts'
import { checkBatchSize, type GenerateText, type KnownDocument, type RowsSummary } from '../rows/types.ts'
import { SettlementReader } from './settlement-reader.ts'
import type { SettlementWarning } from './settlement-sums.ts'

/** How a settlement is read. */
export interface SettlementOptions {
  /** How many rows a batch holds at most. Default: as many as come at once, at most 1,000. */
  readonly batchSize?: number
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
  /** What the document is, where the catalogue does not know its type or knows it wrong. */
  readonly format?: DocumentFormat
  /** Ends the reading. */
  readonly signal?: AbortSignal
  /** Told of each line that is no row. */
  readonly onRejected?: (row: RejectedRow) => void
  /** Told at the end of the rows what does not fit. */
  readonly onWarning?: (warning: SettlementWarning) => void
}

/** What a settlement says of itself as a whole. Dates are texts: their form differs between marketplaces. */
export interface SettlementSummary {
  readonly settlementId: string | undefined
  readonly startDate: string | undefined
  readonly endDate: string | undefined
  /** When the money is sent to the bank. Not in settlements of Amazon Pay. */
  readonly depositDate: string | undefined
  /** What is paid out. Not in settlements of Amazon Pay, whose rows of the type Transfer say it. */
  readonly total: Money | undefined
  readonly currency: string | undefined
  /** All that the summary row, or the lines before the header, hold, by the names that stand there. */
  readonly fields: Readonly<Record<string, string>>
}

/** A row of a settlement: its amounts with their currency, everything else as text. */
export type SettlementRow = Record<string, string | Money>

/** What reading a settlement's rows has come to. Complete when the iteration has ended. */
export interface SettlementRowsSummary extends RowsSummary {
  /** What the rows add up to, exactly, for each currency. Written like the amounts of the document. */
  readonly sums: readonly Money[]
  /** What does not fit; empty until the rows have ended. */
  readonly warnings: readonly SettlementWarning[]
}

/** The rows of a settlement in batches, to be iterated once. */
export interface SettlementRows extends AsyncIterable<SettlementRow[]> {
  readonly summary: SettlementRowsSummary
}

/** A settlement whose summary has been read. */
export interface Settlement {
  readonly summary: SettlementSummary
  readonly rows: SettlementRows
  /** Ends the reading where the rows are not wanted. */
  close(): Promise<void>
}

/**
 * Reads a settlement: its summary at once, its rows when they are iterated. The amounts of the rows are added up and
 * compared with the summary's total; a difference is a warning, never an error.
 *
 * Settlements of the Selling Partner API have a summary row behind the header. In those of Amazon Pay the dates stand
 * before the header and no total is stated; where rows of the type Transfer tell what was paid out, the other rows should
 * add up to it (assumed).
 *
 * @throws DocumentError with code `NOT_SETTLEMENT` for a table that is none, and `NOT_ROWS` for no table.
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
