import { nameColumns } from './match-columns.ts'
import { endsInsideCell, type QuotedRecord, readRecord, recoverLine, splitQuotedLine } from './quoted-record.ts'
import { RaggedLines } from './ragged-lines.ts'
import { type MakeRow, rowMaker } from './row-maker.ts'
import {
  checkWidth,
  endOfLine,
  LineTooLongError,
  maxLineLength,
  NotTableError,
  type TableParser,
  type TableSink,
} from './table-parser.ts'

/** The syntax of a table with quotation marks. */
export interface QuotedOptions {
  readonly delimiter: ',' | ';' | '\t'
  /** Called for each record before the header, a name and a value. If undefined, the first record is the header. */
  readonly preamble?: ((cells: readonly string[]) => void) | undefined
}

const maxPreambleRecords = 100

/** Maximum number of characters of a record of several lines. A longer one has a quotation mark that is never closed. */
const maxRecordLength = 1_048_576

/**
 * Parses a table with quoted cells as in RFC 4180: inside quotation marks, a doubled quotation mark is one quotation
 * mark, and delimiters and line ends are data. Lines end in CRLF or LF. A quotation mark inside an unquoted cell is data.
 *
 * If the quotation marks of a record do not pair, or if it has several lines and the wrong number of cells, only its first
 * line is affected: it becomes a row if it can be split into cells nevertheless, and is rejected if not. Parsing continues
 * with the next line.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseQuoted(sink: TableSink, options: QuotedOptions): TableParser {
  return new QuotedParser(sink, options)
}

/** The parts of a table that are known once its header has been read. */
interface Body {
  readonly width: number
  readonly makeRow: MakeRow
  readonly ragged: RaggedLines
}

class QuotedParser implements TableParser {
  readonly #sink: TableSink
  readonly #options: QuotedOptions
  #rest = ''
  /** Length of the text at which to parse an incomplete record again. It doubles, so that parsing takes linear time. */
  #retryLength = 0
  #line = 1
  /** Number of cells after which a record of several lines is malformed. */
  #maxCells = Number.POSITIVE_INFINITY
  #preambleRecords = 0
  #body: Body | undefined
  /** Whether the line before was rejected and ends inside a quoted cell, of which the next line may be the rest. */
  #isInsideCell = false

  constructor(sink: TableSink, options: QuotedOptions) {
    this.#sink = sink
    this.#options = options
  }

  push(text: string): void {
    const whole = this.#rest + text
    this.#rest = whole
    if (whole.length >= this.#retryLength) this.#readRecords(whole, false)
  }

  end(): void {
    if (this.#rest !== '') this.#readRecords(this.#rest.endsWith('\n') ? this.#rest : `${this.#rest}\n`, true)
    this.#body?.ragged.flush()
  }

  #readRecords(text: string, isEnd: boolean): void {
    let start = 0
    while (start < text.length) {
      const record = readRecord(text, start, this.#options.delimiter, this.#maxCells)
      const length = (record?.next ?? text.length) - start
      const isTooLong = record?.lines !== 1 && length > maxRecordLength
      const hasLine = length <= maxRecordLength || this.#hasLine(text, start)
      if (record === undefined && !isEnd && !(isTooLong && hasLine)) break
      start = record === undefined || isTooLong ? this.#onFaulty(text, start) : this.#onRecord(record, text, start)
    }
    this.#rest = text.slice(start)
    this.#retryLength = 2 * this.#rest.length
  }

  /**
   * Returns whether the text contains the end of the first line.
   *
   * @throws LineTooLongError if the line is longer than a line can be.
   */
  #hasLine(text: string, start: number): boolean {
    const end = text.indexOf('\n', start)
    if ((end === -1 ? text.length : end) - start > maxLineLength) throw new LineTooLongError(this.#line)
    return end !== -1
  }

  /** Handles a complete record. Returns the index of the next one. */
  #onRecord(record: QuotedRecord, text: string, start: number): number {
    const body = this.#body
    const isRow = body !== undefined && record.cells.length === body.width
    // A program that quotes line ends also quotes quotation marks, so these do not pair.
    const isDoubtful = record.hasBareQuote && (this.#isInsideCell || record.lines > 1)
    if (record.malformed || (isRow && isDoubtful)) return this.#onFaulty(text, start)
    if (isRow) this.#onRow(body, record.cells)
    else if (!this.#onOtherRecord(record, text, start)) return this.#onFaulty(text, start)
    this.#line += record.lines
    return record.next
  }

  /** Handles the header, an empty line, or a ragged record. Returns false if the record is faulty. */
  #onOtherRecord(record: QuotedRecord, text: string, start: number): boolean {
    const body = this.#body
    const end = endOfLine(text, start, record.next - 1)
    if (end === start) return true
    if (body === undefined) {
      this.#beforeRows(record.cells)
      return true
    }
    // Its quotation marks may pair with those of the next rows by chance.
    if (this.#isInsideCell || record.lines > 1) return false
    this.#onRagged(body, record, text.slice(start, end))
    return true
  }

  #onRow({ makeRow, ragged }: Body, cells: readonly string[]): void {
    this.#isInsideCell = false
    if (ragged.isPending) ragged.flush()
    this.#sink.row(makeRow(cells))
  }

  #onRagged(body: Body, { cells, lines }: QuotedRecord, text: string): void {
    const recovered = splitQuotedLine(text, this.#options.delimiter, body.width)
    if (recovered === undefined) body.ragged.add({ line: this.#line, lines, cells, text })
    else this.#onRecovered(body, recovered)
  }

  #onRecovered(body: Body, cells: readonly string[]): void {
    this.#sink.repaired('recovered')
    this.#onRow(body, cells)
  }

  /** Handles the first line of a record whose quotation marks do not pair. Returns the index of the next line. */
  #onFaulty(text: string, start: number): number {
    const body = this.#body
    if (body === undefined) throw new NotTableError('its header has unbalanced quotation marks')
    const { delimiter } = this.#options
    const lineFeed = text.indexOf('\n', start)
    const line = text.slice(start, endOfLine(text, start, lineFeed))
    const split = this.#isInsideCell ? splitQuotedLine : recoverLine
    const cells = split(line, delimiter, body.width)
    if (cells !== undefined) this.#onRecovered(body, cells)
    else this.#rejectLine(body, line)
    this.#line += 1
    return lineFeed + 1
  }

  #rejectLine({ ragged, width }: Body, text: string): void {
    const { delimiter } = this.#options
    ragged.flush()
    const cells = text.split(delimiter).length
    this.#sink.rejected({ line: this.#line, lines: 1, reason: 'quotes', cells, expected: width, text })
    // The first quotation mark of a line that starts inside a cell ends the cell.
    this.#isInsideCell = this.#isInsideCell ? !text.includes('"') : endsInsideCell(text, delimiter)
  }

  #beforeRows(cells: readonly string[]): void {
    const { preamble } = this.#options
    if (preamble === undefined || isHeader(cells)) {
      checkWidth(cells.length)
      this.#maxCells = cells.length
      const makeRow = rowMaker(this.#sink.columns(nameColumns(cells)))
      const ragged = new RaggedLines({ sink: this.#sink, names: cells, makeRow })
      this.#body = { width: cells.length, makeRow, ragged }
      return
    }
    this.#preambleRecords += 1
    if (this.#preambleRecords > maxPreambleRecords) {
      throw new NotTableError(`it has no header in its first ${maxPreambleRecords} records`)
    }
    preamble(cells)
  }
}

/** A preamble record has a name and a value. The header of a table of transactions has more columns. */
function isHeader(cells: readonly string[]): boolean {
  return cells.length > 2 || cells.includes('TransactionPostedDate')
}
