import { nameColumns } from './name-columns.ts'
import { countLines, type QuotedRecord, readRecord } from './quoted-record.ts'
import { type MakeRow, rowMaker } from './row-maker.ts'
import {
  checkWidth,
  LineTooLongError,
  longestLine,
  NoTableError,
  type TableParser,
  type TableSink,
} from './table-parser.ts'

/** How a table with quotation marks is written. */
export interface QuotedOptions {
  readonly delimiter: ',' | '\t'
  /** Takes the records before the header, of which each has a name and a value; without it the first is the header. */
  readonly preamble?: ((cells: readonly string[]) => void) | undefined
}

const mostPreamble = 100

/**
 * Parses a table whose cells may stand in quotation marks, as RFC 4180 says: inside them, a doubled quotation mark is
 * one, and delimiters and line ends are data. Lines end in CRLF or LF. In a cell that does not begin with one, a
 * quotation mark is data. What stands between a closing quotation mark and the next delimiter is a fault: the record is
 * set aside up to the end of its line. A quotation mark that is never closed sets the rest of the text aside.
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
  /** How much text there must be before an unfinished record is looked at again: twice as much as the last time. */
  #again = 0
  #line = 1
  #width = 0
  #preambles = 0
  #makeRow: MakeRow | undefined

  constructor(sink: TableSink, options: QuotedOptions) {
    this.#sink = sink
    this.#options = options
  }

  push(text: string): void {
    const whole = this.#rest + text
    this.#rest = whole
    if (whole.length >= this.#again) this.#records(whole)
  }

  end(): void {
    if (this.#rest === '') return
    const whole = this.#rest.endsWith('\n') ? this.#rest : `${this.#rest}\n`
    this.#records(whole)
    const open = this.#rest
    if (open === '') return
    this.#rest = ''
    this.#fault({ text: withoutEnd(open), lines: countLines(open), cells: 1 })
  }

  #records(text: string): void {
    let start = 0
    while (start < text.length) {
      const record = readRecord(text, start, this.#options.delimiter)
      const length = (record?.next ?? text.length) - start
      if (length > longestLine) throw new LineTooLongError(this.#line, ', or a quotation mark there is never closed')
      if (record === undefined) break
      this.#take(record, text, start)
      this.#line += record.lines
      start = record.next
    }
    this.#rest = text.slice(start)
    this.#again = 2 * this.#rest.length
  }

  #take({ cells, faulty, lines, next }: QuotedRecord, text: string, start: number): void {
    if (faulty) {
      this.#fault({ text: withoutEnd(text.slice(start, next)), lines, cells: cells.length })
    } else if (this.#makeRow !== undefined && cells.length === this.#width) {
      this.#sink.row(this.#makeRow(cells))
    } else if (next - start > 2 || withoutEnd(text.slice(start, next)) !== '') {
      if (this.#makeRow === undefined) this.#beforeRows(cells)
      else this.#reject('cells', { text: withoutEnd(text.slice(start, next)), lines, cells: cells.length })
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
    this.#preambles += 1
    if (this.#preambles > mostPreamble) throw new NoTableError(`it has no header in its first ${mostPreamble} records`)
    preamble(cells)
  }

  #fault(record: { text: string; lines: number; cells: number }): void {
    if (this.#makeRow === undefined) throw new NoTableError('the quotation marks of its header do not pair')
    this.#reject('quotes', record)
  }

  #reject(reason: 'cells' | 'quotes', record: { text: string; lines: number; cells: number }): void {
    this.#sink.rejected({ line: this.#line, reason, expected: this.#width, ...record })
  }
}

/** What stands before the header has a name and a value; a table of transactions has more columns. */
function isHeader(cells: readonly string[]): boolean {
  return cells.length > 2 || cells.includes('TransactionPostedDate')
}

function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
