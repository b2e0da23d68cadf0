import type { Charset } from '../document/charset.ts'
import type { Column } from './columns.ts'
import type { Row } from './make-row.ts'
import type { RejectedRow } from './rejected-row.ts'
import { RowsReader } from './rows-reader.ts'

/** How a document's rows are read. */
export interface RowsOptions {
  /** How many rows a batch holds; the last one holds the rest. Default: 1,000. */
  readonly batchSize?: number
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
  /** Ends the reading. */
  readonly signal?: AbortSignal
  /** Told of each line that is no row, beyond those that the summary keeps. */
  readonly onRejected?: (row: RejectedRow) => void
}

/** What reading rows has come to. Complete when the iteration has ended. */
export interface RowsSummary {
  /** In the document's order. Empty for a document without a header. */
  readonly columns: readonly Column[]
  /** Rows handed over. */
  readonly rows: number
  /** Lines set aside because they have too few or too many cells. */
  readonly rejectedCount: number
  /** The first of those lines: at most 1,000, and at most a million characters together. */
  readonly rejected: readonly RejectedRow[]
  /** Known as soon as the first text is. */
  readonly charset: Charset | undefined
  /** Characters that could not be decoded, and stand as U+FFFD in the rows. */
  readonly undecodable: number
}

/** The rows of a document in batches, to be iterated once. */
export interface Rows extends AsyncIterable<Row[]> {
  readonly summary: RowsSummary
}

/** Makes a document's text, and tells its charset. */
export type GenerateText = (signal: AbortSignal, onCharset: (charset: Charset) => void) => AsyncGenerator<string>

/** Reads a document's rows. Nothing is fetched before the first batch is asked for. */
export function readRows(reportDocumentId: string, text: GenerateText, options: RowsOptions = {}): Rows {
  const batchSize = options.batchSize ?? 1_000
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new TypeError('batchSize must be a whole number from 1')
  const rows = new RowsReader(reportDocumentId, text, options, batchSize)
  return {
    get summary() {
      return rows.summary()
    },
    [Symbol.asyncIterator]: () => rows.iterate(),
  }
}
