import type { DocumentFormat } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import type { DocumentWarning } from '../content/document-warning.ts'
import type { Cell, ColumnTypes, DecimalMark, DetectedMark } from './cell-types.ts'
import type { Column } from './match-columns.ts'
import type { RejectedRow } from './rejected-row.ts'
import type { Row, TypedRow } from './row-maker.ts'

/** The format of a table. */
export type TableFormat = Extract<DocumentFormat, { kind: 'tsv' | 'csv' | 'settlement' | 'pay-settlement' }>

/** How the rows of a document are read. */
export interface RowsOptions {
  /**
   * Number of rows per batch; the last batch contains the rest. By default, rows are returned as they arrive, at most
   * 1,000 at a time.
   */
  readonly batchSize?: number | undefined
  /** Overrides the declared charset. */
  readonly charset?: string | undefined
  /** Overrides the format that the catalogue gives for the report type. */
  readonly format?: DocumentFormat | undefined
  /**
   * Columns to return, in this order, by their key or their name. The rows have these names, even if the header writes
   * them with other capital letters, spaces or hyphens, or in another language. Defaults to all columns. Fewer columns are
   * faster.
   */
  readonly columns?: readonly string[] | undefined
  /**
   * Omits the columns that the catalogue marks as personal data, and the text of rejected lines. They are found by name,
   * also if it is translated, or by position. Columns that Amazon has added since are kept. If a personal column is not
   * found and others are not known, reading throws a DocumentError `PERSONAL_DATA`. If the catalogue has no columns for the
   * report type, you must set `columns`.
   */
  readonly dropPersonal?: boolean | undefined
  /** Aborts the iteration. */
  readonly signal?: AbortSignal | undefined
  /** Called for each rejected line, also for those beyond the limit of the summary. */
  readonly onRejected?: ((row: RejectedRow) => void) | undefined
}

/** How the rows of a document are read with column types. */
export interface TypedRowsOptions extends RowsOptions {
  /** Column types by name, or `true` for those that the catalogue has for the report type. */
  readonly types: true | ColumnTypes
  /**
   * Converts cells of the types `money` and `decimal` to exact decimals with a point and without separators: `1.234,50`
   * becomes `1234.50`. `auto` uses the decimal mark that the amount itself or an earlier one shows. An amount that cannot
   * be read with certainty, such as `1.234` at the start of a document, stays as it is and is a warning. By default,
   * amounts are not converted.
   */
  readonly decimalMark?: DecimalMark | 'auto' | undefined
}

/** What reading the rows has shown so far. Complete when the iteration has ended. */
export interface RowsSummary {
  /** The known format, or else the one detected from the header. */
  readonly format: TableFormat | undefined
  /** All columns in the order of the document. Empty for a document without a header. */
  readonly columns: readonly Column[]
  /** Personal columns that were omitted, by their name of the catalogue. Those without a name have their key. */
  readonly dropped: readonly string[]
  /** Number of rows returned. */
  readonly rows: number
  /** Number of rows whose last cells were missing. Those are empty strings. */
  readonly padded: number
  /** Number of rows with more cells than columns, all of them empty, which were removed. */
  readonly trimmed: number
  /** Number of rows whose quotation marks do not pair, but which could be split into cells nevertheless. */
  readonly recovered: number
  /** Number of rejected lines. See `RejectionReason`. A row that spans several lines counts once. */
  readonly rejectedCount: number
  /** The first rejected lines: at most 1,000, with at most 1,000,000 characters together. */
  readonly rejected: readonly RejectedRow[]
  /** Set once the first text has been read. */
  readonly charset: Charset | undefined
  /** Number of characters that could not be decoded. They are U+FFFD in the rows. */
  readonly undecodable: number
  /**
   * The decimal mark of the cells of the type `money`, and of the type `decimal` if they are converted. `mixed` if some can
   * be read with a point only, and some with a comma only. Undefined while all can be read with both.
   */
  readonly decimalMark: DetectedMark | undefined
  /** What a reader of the rows should know, at most one warning per code. */
  readonly warnings: readonly DocumentWarning[]
}

/** The rows of a document in batches. Can be iterated once. */
export interface Rows<R = Row> extends AsyncIterable<R[]> {
  readonly summary: RowsSummary
}

/** The type of the rows that some options return. */
export type RowOf<O> = O extends { readonly types: true | ColumnTypes }
  ? RowWith<O, Cell, TypedRow>
  : RowWith<O, string, Row>

/** With `dropPersonal`, a selected column may be omitted. */
type RowWith<O, C, All> = O extends { readonly dropPersonal: boolean }
  ? All
  : O extends { readonly columns: readonly (infer Key extends string)[] }
    ? string extends Key
      ? All
      : Record<Key, C>
    : All
