import { findMarketplace, reportTypeFacts } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import { DocumentError } from '../content/document-error.ts'
import {
  checkBatchSize,
  countMisread,
  countUndecodable,
  excerptOf,
  formatOf,
  type GenerateText,
  isBlank,
  type KnownDocument,
  setFormat,
} from '../content/document-text.ts'
import { columnsNotFound, countWarnings, type DocumentWarning, formatDiffers } from '../content/document-warning.ts'
import { cancellable, type Generate } from '../content/streams.ts'
import { AmountReader } from './cell-types.ts'
import { type Column, matchColumns } from './match-columns.ts'
import { RejectedRow, type RejectedRowParts } from './rejected-row.ts'
import type { TypedRow } from './row-maker.ts'
import {
  type ColumnSelection,
  type Field,
  PersonalColumnsError,
  selectColumns,
  UnknownColumnsError,
} from './select-columns.ts'
import { detectingParser, nonTableFormat, tableParser } from './table-format.ts'
import { cleanedText, NotTableError, type Repair, type TableParser, type TableSink } from './table-parser.ts'
import type { RowOf, Rows, RowsOptions, RowsSummary, TableFormat, TypedRowsOptions } from './types.ts'

/**
 * Reads the rows of a document. Nothing is downloaded before the first batch is requested. Iterating throws a
 * DocumentError `NOT_ROWS` if the document is not a table, and `NO_COLUMN` if it does not have a selected column.
 *
 * @throws TypeError for an invalid batch size, and for `dropPersonal` if the catalogue has no columns for the report type.
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
    // The options determine the type of the rows. The reader follows the same options.
    [Symbol.asyncIterator]: () => reader.iterate() as AsyncIterator<RowOf<O>[]>,
  }
}

/** Maximum number of rows of a batch, unless the caller sets its size. */
const maxBatchRows = 1_000
const maxKeptRejected = 1_000
const maxKeptCharacters = 1_000_000

/** What a RowsReader reads, and how. */
export interface RowsReaderParts {
  readonly reportDocumentId: string
  readonly text: GenerateText
  readonly options: RowsOptions | TypedRowsOptions
  readonly known: KnownDocument
  /**
   * Number of rows per batch. By default, rows are returned with the piece of text that contained them. Rows that wait
   * for the next piece would survive a garbage collection, and the process would grow.
   */
  readonly batchSize: number | undefined
  /** Called for each record before the header of an Amazon Pay settlement. */
  readonly onPreamble?: ((cells: readonly string[]) => void) | undefined
}

/** Reads the rows of a document once: divides them into batches, and counts them. */
export class RowsReader {
  readonly #parts: RowsReaderParts
  readonly #amounts: AmountReader
  readonly #selection: ColumnSelection
  readonly #rejected: RejectedRow[] = []
  #fullBatches: TypedRow[][] = []
  #columns: readonly Column[] = []
  #dropped: readonly string[] = []
  #notFound: readonly string[] = []
  #batch: TypedRow[] = []
  #rowCount = 0
  readonly #repaired: Record<Repair, number> = { padded: 0, trimmed: 0, recovered: 0 }
  #titleLines = 0
  #rejectedCount = 0
  #rejectedCharacters = 0
  #undecodable = 0
  #misread = 0
  /** Whether there is only white space so far. */
  #isEmpty = true
  #hasEnded = false
  #charset: Charset | undefined
  #format: TableFormat | undefined
  #formatWarning: DocumentWarning | undefined
  #started = false

  constructor(parts: RowsReaderParts) {
    this.#parts = parts
    this.#amounts = new AmountReader('decimalMark' in parts.options ? parts.options.decimalMark : undefined)
    this.#selection = selectionOf(parts, this.#amounts)
  }

  summary(): RowsSummary {
    return {
      format: this.#format,
      columns: this.#columns,
      dropped: this.#dropped,
      rows: this.#rowCount,
      ...this.#repaired,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected,
      charset: this.#charset,
      undecodable: this.#undecodable,
      decimalMark: this.#amounts.detected,
      warnings: this.#warnings(),
    }
  }

  #warnings(): DocumentWarning[] {
    const warnings: DocumentWarning[] = countWarnings({
      TITLE_LINES: this.#titleLines,
      PADDED_ROWS: this.#repaired.padded,
      TRIMMED_ROWS: this.#repaired.trimmed,
      RECOVERED_ROWS: this.#repaired.recovered,
      REJECTED_ROWS: this.#rejectedCount,
      UNDECODABLE_CHARACTERS: this.#undecodable,
      MISREAD_CHARACTERS: this.#misread,
      EMPTY_DOCUMENT: this.#hasEnded && this.#isEmpty ? 1 : 0,
      UNREADABLE_AMOUNTS: this.#amounts.unread,
      MIXED_DECIMAL_MARKS: this.#amounts.detected === 'mixed' ? 1 : 0,
    })
    if (this.#notFound.length > 0) warnings.push(columnsNotFound(this.#notFound))
    return this.#formatWarning === undefined ? warnings : [this.#formatWarning, ...warnings]
  }

  iterate(): AsyncIterator<TypedRow[]> {
    if (this.#started) throw new TypeError('rows can be iterated only once. Call rows() again to read them again.')
    this.#started = true
    const generate: Generate<TypedRow[]> = (signal) => this.#batches(signal)
    return cancellable(generate, this.#parts.options.signal)
  }

  async *#batches(signal: AbortSignal): AsyncGenerator<TypedRow[]> {
    const { text, batchSize } = this.#parts
    try {
      const parser = cleanedText(this.#parser())
      for await (const piece of text(signal, this.#onCharset)) {
        this.#count(piece)
        parser.push(piece)
        if (batchSize === undefined) this.#endBatch()
        if (this.#fullBatches.length > 0) yield* this.#takeBatches()
      }
      parser.end()
      this.#hasEnded = true
      this.#endBatch()
      yield* this.#takeBatches()
    } catch (error) {
      throw this.#documentError(error)
    }
    await this.#notifyRead()
  }

  #parser(): TableParser {
    const { known, onPreamble, options } = this.#parts
    const tableOptions = { onPreamble, onFormat: this.#onFormat }
    const format = setFormat(options.format, known)
    if (format !== undefined) return tableParser(format, this.#sink(), tableOptions)
    const names = Object.keys(this.#selection.known ?? {})
    const expected = formatOf(undefined, known)
    return detectingParser(this.#sink(), {
      ...tableOptions,
      expected,
      isKnownColumn: (name) => matchColumns([{ name, key: name }], names)[0] !== undefined,
      onDiffers: (actual) => {
        if (expected !== undefined) this.#formatWarning = formatDiffers(expected, actual)
      },
      onTitles: (lines) => {
        this.#titleLines = lines
      },
    })
  }

  #count(piece: string): void {
    this.#undecodable += countUndecodable(piece)
    this.#misread += countMisread(piece, this.#charset?.name)
    if (this.#isEmpty) this.#isEmpty = isBlank(piece)
  }

  readonly #onCharset = (charset: Charset): void => {
    this.#charset = charset
  }

  readonly #onFormat = (format: TableFormat): void => {
    this.#format = format
  }

  async #notifyRead(): Promise<void> {
    await this.#parts.known.onRead?.({
      charset: this.#charset,
      rows: this.#rowCount,
      rejected: this.#rejectedCount,
      undecodable: this.#undecodable,
    })
  }

  #endBatch(): void {
    if (this.#batch.length === 0) return
    this.#fullBatches.push(this.#batch)
    this.#batch = []
  }

  *#takeBatches(): Generator<TypedRow[]> {
    const batches = this.#fullBatches
    this.#fullBatches = []
    for (const batch of batches) {
      this.#rowCount += batch.length
      yield batch
    }
  }

  #sink(): TableSink {
    const { batchSize = maxBatchRows } = this.#parts
    return {
      columns: (columns) => this.#onColumns(columns),
      row: (row) => {
        if (this.#batch.push(row) === batchSize) this.#endBatch()
      },
      rejected: (row) => this.#onRejected(row),
      repaired: (how) => {
        this.#repaired[how] += 1
      },
    }
  }

  #onColumns(columns: readonly Column[]): readonly Field[] {
    const [first] = columns
    const other = nonTableFormat(first?.name ?? '')
    if (other !== undefined) throw new NotTableError(`it looks like ${other}`)
    if (columns.length === 1 && this.#format?.kind !== 'csv' && first?.name.includes(',')) {
      throw new NotTableError('it looks comma-separated')
    }
    const { fields, columns: shown, dropped, notFound } = selectColumns(columns, this.#selection)
    this.#columns = shown
    this.#dropped = dropped
    this.#notFound = notFound
    return fields
  }

  /** Beyond the limits, rejected lines are only counted: a whole document may consist of them. */
  #onRejected(parts: RejectedRowParts): void {
    const text = this.#selection.dropPersonal ? '' : parts.text
    const { onRejected } = this.#parts.options
    this.#rejectedCount += 1
    this.#rejectedCharacters += text.length
    const isKept = this.#rejected.length < maxKeptRejected && this.#rejectedCharacters <= maxKeptCharacters
    if (!isKept && onRejected === undefined) return
    const row = new RejectedRow({ ...parts, text })
    if (isKept) this.#rejected.push(row)
    onRejected?.(row)
  }

  #documentError(error: unknown): unknown {
    const { reportDocumentId } = this.#parts
    if (error instanceof UnknownColumnsError) {
      return new DocumentError({ code: 'NO_COLUMN', reportDocumentId, what: error.message })
    }
    if (error instanceof PersonalColumnsError) {
      return new DocumentError({ code: 'PERSONAL_DATA', reportDocumentId, what: error.message })
    }
    if (!(error instanceof NotTableError)) return error
    const { known, options } = this.#parts
    const excerpt =
      error.unexpected === undefined ? '' : ` ${excerptOf(error.unexpected, known.reportType, options.dropPersonal)}.`
    const what = `it is not a table (${error.message}). If it is one, set the option format.${excerpt}`
    return new DocumentError({ code: 'NOT_ROWS', reportDocumentId, what })
  }
}

function selectionOf({ options, known }: RowsReaderParts, amounts: AmountReader): ColumnSelection {
  const types = 'types' in options ? options.types : undefined
  const facts = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.columns
  if (options.dropPersonal && facts === undefined && options.columns === undefined) {
    throw new TypeError(
      'dropPersonal: the catalogue has no columns for this report type. Set columns to the columns to keep.',
    )
  }
  return {
    columns: options.columns,
    types: types === true ? facts : types,
    known: facts,
    convert: { amounts, countries: countriesOf(known.marketplaceIds) },
    dropPersonal: options.dropPersonal,
  }
}

function countriesOf(marketplaceIds: readonly string[] = []): string[] {
  return marketplaceIds.map((id) => findMarketplace(id)?.countryCode ?? id)
}
