import { cancellable, type Generate } from '../document/cancellable.ts'
import type { Charset } from '../document/charset.ts'
import { DocumentError } from '../document/document-error.ts'
import type { Column } from './columns.ts'
import type { Row } from './make-row.ts'
import { otherFormat } from './other-format.ts'
import { LineTooLongError, parseTable } from './parse-table.ts'
import type { RejectedRow } from './rejected-row.ts'
import type { GenerateText, RowsOptions, RowsSummary } from './rows.ts'

const keptRows = 1_000
const keptCharacters = 1_000_000

/** One reading of a document's rows: cuts them into batches and keeps count. */
export class RowsReader {
  readonly #reportDocumentId: string
  readonly #text: GenerateText
  readonly #options: RowsOptions
  readonly #batchSize: number
  readonly #rejected: RejectedRow[] = []
  readonly #full: Row[][] = []
  #columns: readonly Column[] = []
  #batch: Row[] = []
  #handedOver = 0
  #rejectedCount = 0
  #rejectedCharacters = 0
  #undecodable = 0
  #charset: Charset | undefined
  #begun = false

  constructor(reportDocumentId: string, text: GenerateText, options: RowsOptions, batchSize: number) {
    this.#reportDocumentId = reportDocumentId
    this.#text = text
    this.#options = options
    this.#batchSize = batchSize
  }

  summary(): RowsSummary {
    return {
      columns: this.#columns,
      rows: this.#handedOver,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected,
      charset: this.#charset,
      undecodable: this.#undecodable,
    }
  }

  iterate(): AsyncIterator<Row[]> {
    if (this.#begun) throw new TypeError('rows can be iterated once: call rows() again to read the document again')
    this.#begun = true
    const generate: Generate<Row[]> = (signal) => this.#batches(signal)
    return cancellable(generate, this.#options.signal)
  }

  async *#batches(signal: AbortSignal): AsyncGenerator<Row[]> {
    const parser = parseTable({
      columns: (columns) => this.#begin(columns),
      row: (row) => this.#add(row),
      rejected: (row) => this.#reject(row),
    })
    const onCharset = (charset: Charset) => {
      this.#charset = charset
    }
    try {
      for await (const text of this.#text(signal, onCharset)) {
        this.#undecodable += countUndecodable(text)
        parser.push(text)
        yield* this.#take()
      }
      parser.end()
      if (this.#batch.length > 0) this.#full.push(this.#batch)
      yield* this.#take()
    } catch (error) {
      throw error instanceof LineTooLongError ? this.#noRows(error.message) : error
    }
  }

  *#take(): Generator<Row[]> {
    for (const batch of this.#full.splice(0)) {
      this.#handedOver += batch.length
      yield batch
    }
  }

  #begin(columns: readonly Column[]): void {
    const format = otherFormat(columns.map((column) => column.name))
    if (format !== undefined) throw this.#noRows(`it looks like ${format}`)
    this.#columns = columns
  }

  #add(row: Row): void {
    if (this.#batch.push(row) < this.#batchSize) return
    this.#full.push(this.#batch)
    this.#batch = []
  }

  #reject(row: RejectedRow): void {
    this.#rejectedCount += 1
    this.#rejectedCharacters += row.text.length
    if (this.#rejected.length < keptRows && this.#rejectedCharacters <= keptCharacters) this.#rejected.push(row)
    this.#options.onRejected?.(row)
  }

  #noRows(why: string): DocumentError {
    const what = `it is no table of tab-separated rows (${why}). Use text() or bytes().`
    return new DocumentError({ code: 'NOT_ROWS', reportDocumentId: this.#reportDocumentId, what })
  }
}

function countUndecodable(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}
