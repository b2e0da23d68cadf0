import { nameColumns } from './match-columns.ts'
import { RaggedLines } from './ragged-lines.ts'
import { lineReader, type ReadLine, rowMaker } from './row-maker.ts'
import {
  checkWidth,
  endOfLine,
  LineTooLongError,
  maxLineLength,
  type TableParser,
  type TableSink,
} from './table-parser.ts'

/**
 * Parses tab-separated text as Amazon writes it: the first line is the header, lines end in CRLF or LF, and nothing is
 * quoted: a quotation mark is data. A line with more or fewer cells than the header is repaired or rejected, see
 * {@link RaggedLines}. Empty lines are skipped in a table of several columns; in a table of one column they are rows with
 * an empty cell.
 */
export function parseTable(sink: TableSink): TableParser {
  return new UnquotedParser(sink)
}

class UnquotedParser implements TableParser {
  readonly #sink: TableSink
  /** The start of an incomplete line. */
  #rest = ''
  #line = 0
  #readLine: ReadLine | undefined
  #ragged: RaggedLines | undefined

  constructor(sink: TableSink) {
    this.#sink = sink
  }

  /** Completes the incomplete line separately, so that the long text after it is not copied. */
  push(text: string): void {
    let start = 0
    while (this.#rest !== '' || this.#readLine === undefined) {
      const next = text.indexOf('\n', start) + 1
      if (next === 0) {
        this.#keepRest(this.#rest + text.slice(start))
        return
      }
      const line = this.#rest + text.slice(start, next)
      this.#rest = ''
      this.#readLines(line, 0)
      start = next
    }
    this.#keepRest(text.slice(this.#readLines(text, start)))
  }

  end(): void {
    if (this.#rest !== '') this.push('\n')
    this.#ragged?.flush()
  }

  #keepRest(rest: string): void {
    this.#rest = rest
    if (rest.length > maxLineLength) throw new LineTooLongError(this.#line + 1)
  }

  /** Reads complete lines. Returns where the incomplete line starts. */
  #readLines(text: string, from: number): number {
    let start = from
    const cursor = { tab: text.indexOf('\t', start) }
    for (let newline = text.indexOf('\n', start); newline !== -1; newline = text.indexOf('\n', start)) {
      this.#line += 1
      if (newline - start > maxLineLength) throw new LineTooLongError(this.#line)
      const end = endOfLine(text, start, newline)
      const row = this.#readLine?.(text, start, end, cursor)
      if (row === undefined) {
        this.#onOtherLine(text.slice(start, end))
        while (cursor.tab !== -1 && cursor.tab < end) cursor.tab = text.indexOf('\t', cursor.tab + 1)
      } else {
        if (this.#ragged?.isPending) this.#ragged.flush()
        this.#sink.row(row)
      }
      start = newline + 1
    }
    return start
  }

  /** Handles a line that is not a row: the header, an empty line, or one with the wrong number of cells. */
  #onOtherLine(text: string): void {
    if (text === '') return
    const cells = text.split('\t')
    if (this.#ragged === undefined) this.#onHeader(cells)
    else this.#ragged.add({ line: this.#line, lines: 1, cells, text })
  }

  #onHeader(names: readonly string[]): void {
    checkWidth(names.length)
    const fields = this.#sink.columns(nameColumns(names))
    this.#readLine = lineReader(names.length, fields)
    this.#ragged = new RaggedLines({ sink: this.#sink, names, makeRow: rowMaker(fields) })
  }
}
