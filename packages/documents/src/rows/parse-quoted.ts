import { nameColumns } from './name-columns.ts'
import { countLineFeeds, type QuotedRecord, readRecord } from './quoted-record.ts'
import { type MakeRow, rowMaker } from './row-maker.ts'
import {
  checkWidth,
  LineTooLongError,
  maxLineLength,
  NotTableError,
  type TableParser,
  type TableSink,
} from './table-parser.ts'

/** The syntax of a table with quotation marks. */
export interface QuotedOptions {
  readonly delimiter: ',' | '\t'
  /** Called for each record before the header, a name and a value. If undefined, the first record is the header. */
  readonly preamble?: ((cells: readonly string[]) => void) | undefined
}

const maxPreambleRecords = 100

/**
 * Parses a table with quoted cells as in RFC 4180: inside quotation marks, a doubled quotation mark is one quotation
 * mark, and delimiters and line ends are data. Lines end in CRLF or LF. A quotation mark inside an unquoted cell is data.
 * A record with text between a closing quotation mark and the next delimiter is rejected up to the end of its line. A
 * quotation mark that is never closed rejects the rest of the text.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseQuoted(sink: TableSink, options: QuotedOptions): TableParser {
  return new QuotedParser(sink, options)
}

class QuotedParser implements TableParser {
  readonly #sink: TableSink
  readonly #options: QuotedOptions
  #rest = ''
  /** Length of the text at which to parse an incomplete record again. It doubles, so that parsing takes linear time. */
  #retryLength = 0
  #line = 1
  #width = 0
  #preambleRecords = 0
  #makeRow: MakeRow | undefined

  constructor(sink: TableSink, options: QuotedOptions) {
    this.#sink = sink
    this.#options = options
  }

  push(text: string): void {
    const whole = this.#rest + text
    this.#rest = whole
    if (whole.length >= this.#retryLength) this.#readRecords(whole)
  }

  end(): void {
    if (this.#rest === '') return
    const whole = this.#rest.endsWith('\n') ? this.#rest : `${this.#rest}\n`
    this.#readRecords(whole)
    const incomplete = this.#rest
    if (incomplete === '') return
    this.#rest = ''
    this.#rejectQuotes({ text: withoutLineEnd(incomplete), lines: countLineFeeds(incomplete), cells: 1 })
  }

  #readRecords(text: string): void {
    let start = 0
    while (start < text.length) {
      const record = readRecord(text, start, this.#options.delimiter)
      const length = (record?.next ?? text.length) - start
      if (length > maxLineLength)
        throw new LineTooLongError(this.#line, ', or has a quotation mark that is never closed')
      if (record === undefined) break
      this.#onRecord(record, text, start)
      this.#line += record.lines
      start = record.next
    }
    this.#rest = text.slice(start)
    this.#retryLength = 2 * this.#rest.length
  }

  #onRecord({ cells, malformed, lines, next }: QuotedRecord, text: string, start: number): void {
    if (malformed) {
      this.#rejectQuotes({ text: withoutLineEnd(text.slice(start, next)), lines, cells: cells.length })
    } else if (this.#makeRow !== undefined && cells.length === this.#width) {
      this.#sink.row(this.#makeRow(cells))
    } else if (next - start > 2 || withoutLineEnd(text.slice(start, next)) !== '') {
      if (this.#makeRow === undefined) this.#beforeRows(cells)
      else this.#reject('cells', { text: withoutLineEnd(text.slice(start, next)), lines, cells: cells.length })
    }
  }

  #beforeRows(cells: readonly string[]): void {
    const { preamble } = this.#options
    if (preamble === undefined || isHeader(cells)) {
      checkWidth(cells.length)
      this.#width = cells.length
      this.#makeRow = rowMaker(this.#sink.columns(nameColumns(cells)))
      return
    }
    this.#preambleRecords += 1
    if (this.#preambleRecords > maxPreambleRecords) {
      throw new NotTableError(`it has no header in its first ${maxPreambleRecords} records`)
    }
    preamble(cells)
  }

  #rejectQuotes(record: { text: string; lines: number; cells: number }): void {
    if (this.#makeRow === undefined) throw new NotTableError('its header has unbalanced quotation marks')
    this.#reject('quotes', record)
  }

  #reject(reason: 'cells' | 'quotes', record: { text: string; lines: number; cells: number }): void {
    this.#sink.rejected({ line: this.#line, reason, expected: this.#width, ...record })
  }
}

/** A preamble record has a name and a value. The header of a table of transactions has more columns. */
function isHeader(cells: readonly string[]): boolean {
  return cells.length > 2 || cells.includes('TransactionPostedDate')
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
