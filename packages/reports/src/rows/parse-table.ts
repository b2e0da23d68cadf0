import { type Column, nameColumns } from './columns.ts'
import { type MakeRow, type Row, rowMaker } from './make-row.ts'
import { RejectedRow } from './rejected-row.ts'

/** What a table is handed to, piece by piece. */
export interface TableSink {
  readonly columns: (columns: readonly Column[]) => void
  readonly row: (row: Row) => void
  readonly rejected: (row: RejectedRow) => void
}

/** Takes a table apart as its text comes in. */
export interface TableParser {
  /** Takes the next piece of the text, cut anywhere. */
  push(text: string): void
  /** Says that the text is over: the last line may have no line end. */
  end(): void
}

/** Longer lines mean that the text is no table. */
const longestLine = 16_777_216

/** Thrown for a line that no table has. */
export class LineTooLongError extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} is longer than ${longestLine} characters`)
    this.line = line
  }
}

/**
 * Parses tab-separated text as Amazon writes it: the first line names the columns, a tab separates cells, lines end in
 * CRLF or LF, and there is no quoting: a quotation mark is part of its cell. A line whose number of cells differs from
 * the header's is handed over as rejected. Lines with nothing in them are passed over where the table has several
 * columns; in a table of one column they are rows with an empty cell.
 */
export function parseTable(sink: TableSink): TableParser {
  let rest = ''
  let lineNumber = 0
  let width = 0
  let makeRow: MakeRow | undefined
  let cells: string[] = []

  function header(text: string): void {
    const columns = nameColumns(text.split('\t'))
    width = columns.length
    cells = new Array<string>(width)
    makeRow = rowMaker(columns.map((column) => column.key))
    sink.columns(columns)
  }

  /** A line that is looked at alone: the header, blank lines, and those with a wrong number of cells. */
  function oddLine(text: string): void {
    if (makeRow === undefined) {
      if (text !== '') header(text)
    } else if (text !== '') {
      sink.rejected(new RejectedRow(lineNumber, text, width))
    }
  }

  /** Each tab is looked for once: `tab` is always the first one at or after the place that has been reached. */
  function lines(text: string): number {
    let start = 0
    let tab = text.indexOf('\t')
    for (let newline = text.indexOf('\n'); newline !== -1; newline = text.indexOf('\n', start)) {
      lineNumber += 1
      const end = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline
      let count = 0
      let from = start
      while (tab !== -1 && tab < end) {
        if (count < width) cells[count] = text.slice(from, tab)
        count += 1
        from = tab + 1
        tab = text.indexOf('\t', from)
      }
      if (count + 1 === width && makeRow !== undefined) {
        cells[count] = text.slice(from, end)
        sink.row(makeRow(cells))
      } else {
        oddLine(text.slice(start, end))
      }
      start = newline + 1
    }
    return start
  }

  function push(text: string): void {
    const whole = rest + text
    rest = whole.slice(lines(whole))
    if (rest.length > longestLine) throw new LineTooLongError(lineNumber + 1)
  }

  return {
    push,
    end() {
      if (rest !== '') push('\n')
    },
  }
}
