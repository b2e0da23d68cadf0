import { lineReader, type ReadLine } from './line-reader.ts'
import { nameColumns } from './name-columns.ts'
import { checkWidth, LineTooLongError, longestLine, type TableParser, type TableSink } from './table-parser.ts'

/**
 * Parses tab-separated text as Amazon writes it: the first line names the columns, a tab separates cells, lines end in
 * CRLF or LF, and there is no quoting: a quotation mark is part of its cell. A line whose number of cells differs from
 * the header's is handed over as rejected. Lines with nothing in them are passed over where the table has several
 * columns; in a table of one column they are rows with an empty cell.
 */
export function parseTable(sink: TableSink): TableParser {
  return new UnquotedParser(sink)
}

class UnquotedParser implements TableParser {
  readonly #sink: TableSink
  /** The beginning of a line whose end has not come yet. */
  #rest = ''
  #line = 0
  #width = 0
  #readLine: ReadLine | undefined

  constructor(sink: TableSink) {
    this.#sink = sink
  }

  /** The line that was begun is finished alone, so that the long text behind it is neither copied nor joined. */
  push(text: string): void {
    let start = 0
    while (this.#rest !== '' || this.#readLine === undefined) {
      const next = text.indexOf('\n', start) + 1
      if (next === 0) {
        this.#keep(this.#rest + text.slice(start))
        return
      }
      const line = this.#rest + text.slice(start, next)
      this.#rest = ''
      this.#lines(line, 0)
      start = next
    }
    this.#keep(text.slice(this.#lines(text, start)))
  }

  end(): void {
    if (this.#rest !== '') this.push('\n')
  }

  #keep(rest: string): void {
    this.#rest = rest
    if (rest.length > longestLine) throw new LineTooLongError(this.#line + 1)
  }

  /** Reads whole lines, and says where the one begins that is not whole. */
  #lines(text: string, from: number): number {
    let start = from
    const place = { tab: text.indexOf('\t', start) }
    for (let newline = text.indexOf('\n', start); newline !== -1; newline = text.indexOf('\n', start)) {
      this.#line += 1
      if (newline - start > longestLine) throw new LineTooLongError(this.#line)
      const end = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline
      const row = this.#readLine?.(text, start, end, place)
      if (row === undefined) {
        this.#oddLine(text.slice(start, end))
        while (place.tab !== -1 && place.tab < end) place.tab = text.indexOf('\t', place.tab + 1)
      } else {
        this.#sink.row(row)
      }
      start = newline + 1
    }
    return start
  }

  /** A line that is looked at alone: the header, blank lines, and those with a wrong number of cells. */
  #oddLine(text: string): void {
    if (text === '') return
    if (this.#readLine === undefined) {
      this.#header(text.split('\t'))
    } else {
      const cells = countCells(text)
      this.#sink.rejected({ line: this.#line, lines: 1, reason: 'cells', cells, expected: this.#width, text })
    }
  }

  #header(names: readonly string[]): void {
    checkWidth(names.length)
    this.#width = names.length
    this.#readLine = lineReader(names.length, this.#sink.columns(nameColumns(names)))
  }
}

function countCells(line: string): number {
  let count = 1
  for (let tab = line.indexOf('\t'); tab !== -1; tab = line.indexOf('\t', tab + 1)) count += 1
  return count
}
