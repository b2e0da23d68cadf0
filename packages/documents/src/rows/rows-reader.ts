import { type DocumentFormat, reportTypeFacts } from '@reportline/report-types'
import { cancellable, type Generate } from '../content/cancellable.ts'
import type { Charset } from '../content/charset.ts'
import { DocumentError } from '../content/document-error.ts'
import type { Column } from './name-columns.ts'
import { otherFormat } from './non-table-format.ts'
import { RejectedRow, type RejectedRowParts } from './rejected-row.ts'
import type { TypedRow } from './row-maker.ts'
import { type Choice, chooseColumns, type Field, UnknownColumnsError } from './select-columns.ts'
import { type TableFormat, tableParser } from './table-format.ts'
import { NoTableError, type TableSink } from './table-parser.ts'
import type { GenerateText, KnownDocument, RowsOptions, RowsSummary, TypedRowsOptions } from './types.ts'

/** Batches without a size of their own hold the rows of one piece of text, and never more than these. */
const mostRows = 1_000
const keptRows = 1_000
const keptCharacters = 1_000_000

/** What a reading is made of. */
export interface ReadingParts {
  readonly reportDocumentId: string
  readonly text: GenerateText
  readonly options: RowsOptions | TypedRowsOptions
  readonly known: KnownDocument
  /**
   * How many rows a batch holds. Without one, rows are handed over with the piece of text that they came in: what waits
   * for the next piece is what survives a collection of garbage, and that is what lets a process grow.
   */
  readonly batchSize: number | undefined
  /** Takes what stands before the header of a settlement of Amazon Pay. */
  readonly onPreamble?: ((cells: readonly string[]) => void) | undefined
}

/** One reading of a document's rows: cuts them into batches and keeps count. */
export class RowsReader {
  readonly #parts: ReadingParts
  readonly #choice: Choice
  readonly #rejected: RejectedRow[] = []
  #full: TypedRow[][] = []
  #columns: readonly Column[] = []
  #dropped: readonly string[] = []
  #batch: TypedRow[] = []
  #handedOver = 0
  #rejectedCount = 0
  #rejectedCharacters = 0
  #undecodable = 0
  #charset: Charset | undefined
  #format: TableFormat | undefined
  #begun = false

  constructor(parts: ReadingParts) {
    this.#parts = parts
    this.#choice = choiceOf(parts)
  }

  summary(): RowsSummary {
    return {
      format: this.#format,
      columns: this.#columns,
      dropped: this.#dropped,
      rows: this.#handedOver,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected,
      charset: this.#charset,
      undecodable: this.#undecodable,
    }
  }

  iterate(): AsyncIterator<TypedRow[]> {
    if (this.#begun) throw new TypeError('rows can be iterated once: call rows() again to read the document again')
    this.#begun = true
    const generate: Generate<TypedRow[]> = (signal) => this.#batches(signal)
    return cancellable(generate, this.#parts.options.signal)
  }

  async *#batches(signal: AbortSignal): AsyncGenerator<TypedRow[]> {
    const onCharset = (charset: Charset) => {
      this.#charset = charset
    }
    try {
      const parser = tableParser(formatOf(this.#parts), this.#sink(), {
        onPreamble: this.#parts.onPreamble,
        onFormat: (format) => {
          this.#format = format
        },
      })
      for await (const text of this.#parts.text(signal, onCharset)) {
        this.#undecodable += countUndecodable(text)
        parser.push(text)
        if (this.#parts.batchSize === undefined) this.#flush()
        if (this.#full.length > 0) yield* this.#take()
      }
      parser.end()
      this.#flush()
      yield* this.#take()
    } catch (error) {
      throw this.#ownError(error)
    }
  }

  #flush(): void {
    if (this.#batch.length === 0) return
    this.#full.push(this.#batch)
    this.#batch = []
  }

  *#take(): Generator<TypedRow[]> {
    const full = this.#full
    this.#full = []
    for (const batch of full) {
      this.#handedOver += batch.length
      yield batch
    }
  }

  #sink(): TableSink {
    const { batchSize = mostRows } = this.#parts
    return {
      columns: (columns) => this.#begin(columns),
      row: (row) => {
        if (this.#batch.push(row) === batchSize) this.#flush()
      },
      rejected: (row) => this.#reject(row),
    }
  }

  #begin(columns: readonly Column[]): readonly Field[] {
    const [first] = columns
    const other = otherFormat(first?.name ?? '')
    if (other !== undefined) throw new NoTableError(`it looks like ${other}`)
    if (columns.length === 1 && this.#format?.kind !== 'csv' && first?.name.includes(',')) {
      throw new NoTableError('it looks comma-separated')
    }
    this.#columns = columns
    const { fields, dropped } = chooseColumns(columns, this.#choice)
    this.#dropped = dropped
    return fields
  }

  /** Where a whole document is no rows, it is enough to count most of them. */
  #reject(parts: RejectedRowParts): void {
    const text = this.#choice.personal === undefined ? parts.text : ''
    const { onRejected } = this.#parts.options
    this.#rejectedCount += 1
    this.#rejectedCharacters += text.length
    const kept = this.#rejected.length < keptRows && this.#rejectedCharacters <= keptCharacters
    if (!kept && onRejected === undefined) return
    const row = new RejectedRow({ ...parts, text })
    if (kept) this.#rejected.push(row)
    onRejected?.(row)
  }

  #ownError(error: unknown): unknown {
    const { reportDocumentId } = this.#parts
    if (error instanceof UnknownColumnsError) {
      return new DocumentError({ code: 'NO_COLUMN', reportDocumentId, what: error.message })
    }
    if (!(error instanceof NoTableError)) return error
    const what = `it is no table of rows (${error.message}). Use text() or bytes(), or say what it is with the option format.`
    return new DocumentError({ code: 'NOT_ROWS', reportDocumentId, what })
  }
}

/** What the caller says that the document is wins over what is known of its type. */
function formatOf({ options, known }: ReadingParts): DocumentFormat | undefined {
  const byType = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.format
  return options.format ?? known.format ?? byType
}

function choiceOf({ options, known }: ReadingParts): Choice {
  const types = 'types' in options ? options.types : undefined
  const facts = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.columns
  if (options.dropPersonal && facts === undefined && options.columns === undefined) {
    throw new TypeError(
      'dropPersonal: the catalogue does not know the columns of this report type. Name the columns to keep with columns.',
    )
  }
  return {
    columns: options.columns,
    types: types === true ? facts : types,
    personal: options.dropPersonal ? (facts ?? {}) : undefined,
  }
}

function countUndecodable(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}
