import type { DocumentFormat } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import type { Cell, ColumnTypes } from './cell-types.ts'
import type { Column } from './name-columns.ts'
import type { RejectedRow } from './rejected-row.ts'
import type { Row, TypedRow } from './row-maker.ts'
import { RowsReader } from './rows-reader.ts'
import type { TableFormat } from './table-format.ts'

/** How a document's rows are read. */
export interface RowsOptions {
  /** How many rows a batch holds; the last one holds the rest. Default: as many as come at once, at most 1,000. */
  readonly batchSize?: number
  /** The charset, where the one that the document declares is wrong. */
  readonly charset?: string
  /** What the document is, where the catalogue does not know its type or knows it wrong. */
  readonly format?: DocumentFormat
  /** Keys of the columns that rows shall have, in this order. Default: all. Fewer are faster. */
  readonly columns?: readonly string[]
  /**
   * Leaves out the columns that the catalogue marks as personal, and the texts of rejected lines. Columns that it does
   * not know stay; where it knows no column of the report type at all, `columns` has to name those to keep.
   */
  readonly dropPersonal?: boolean
  /** Ends the reading. */
  readonly signal?: AbortSignal
  /** Told of each line that is no row, beyond those that the summary keeps. */
  readonly onRejected?: (row: RejectedRow) => void
}

/** How a document's rows are read where their columns have types. */
export interface TypedRowsOptions extends RowsOptions {
  /** The types of columns by name, or `true` for what the catalogue says of the document's report type. */
  readonly types: true | ColumnTypes
}

/** What reading rows has come to. Complete when the iteration has ended. */
export interface RowsSummary {
  /** What the table is taken for: what is known of its type, or else what its header looks like. */
  readonly format: TableFormat | undefined
  /** All columns of the document, in its order. Empty for a document without a header. */
  readonly columns: readonly Column[]
  /** Keys of the personal columns that were left out. */
  readonly dropped: readonly string[]
  /** Rows handed over. */
  readonly rows: number
  /** Lines set aside because they have too few or too many cells, or quotation marks that do not pair. */
  readonly rejectedCount: number
  /** The first of those lines: at most 1,000, and at most a million characters together. */
  readonly rejected: readonly RejectedRow[]
  /** Known as soon as the first text is. */
  readonly charset: Charset | undefined
  /** Characters that could not be decoded, and stand as U+FFFD in the rows. */
  readonly undecodable: number
}

/** The rows of a document in batches, to be iterated once. */
export interface Rows<R = Row> extends AsyncIterable<R[]> {
  readonly summary: RowsSummary
}

/** The rows that some options give: typed or texts; with chosen columns, these are known to be there. */
export type RowOf<O> = O extends { readonly types: true | ColumnTypes }
  ? RowWith<O, Cell, TypedRow>
  : RowWith<O, string, Row>

/** `dropPersonal` may take a chosen column away again. */
type RowWith<O, C, All> = O extends { readonly dropPersonal: boolean }
  ? All
  : O extends { readonly columns: readonly (infer Key extends string)[] }
    ? string extends Key
      ? All
      : Record<Key, C>
    : All

/** Makes a document's text, and tells its charset. */
export type GenerateText = (signal: AbortSignal, onCharset: (charset: Charset) => void) => AsyncGenerator<string>

/** What is known of a document before it is read. */
export interface KnownDocument {
  readonly reportType?: string | undefined
  /** What it is; or else what the catalogue says of its report type. */
  readonly format?: DocumentFormat | undefined
}

/**
 * Reads a document's rows. Nothing is fetched before the first batch is asked for. Iterating fails with a DocumentError
 * with code `NOT_ROWS` where the document holds no table, and `NO_COLUMN` where it lacks a chosen column.
 *
 * @throws TypeError for a batch size that is none, and for `dropPersonal` where no column of the type is known.
 */
export function readRows<const O extends RowsOptions | TypedRowsOptions = RowsOptions>(
  reportDocumentId: string,
  text: GenerateText,
  options?: O,
  known: KnownDocument = {},
): Rows<RowOf<O>> {
  const batchSize = checkBatchSize(options?.batchSize)
  const reader = new RowsReader({ reportDocumentId, text, options: options ?? {}, known, batchSize })
  return {
    get summary() {
      return reader.summary()
    },
    // The row's type is decided by the options, which the compiler follows and the reader obeys.
    [Symbol.asyncIterator]: () => reader.iterate() as AsyncIterator<RowOf<O>[]>,
  }
}

/** @throws TypeError */
export function checkBatchSize(batchSize: number | undefined): number | undefined {
  if (batchSize === undefined) return undefined
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new TypeError('batchSize must be a whole number from 1')
  return batchSize
}
