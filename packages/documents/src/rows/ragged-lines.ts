import type { TypedRow } from './row-maker.ts'
import type { TableSink } from './table-parser.ts'

/** A line, or a record of several lines, whose number of cells differs from the number of columns. */
export interface RaggedLine {
  readonly line: number
  readonly lines: number
  readonly cells: readonly string[]
  readonly text: string
}

/** What RaggedLines needs to know about a table. */
export interface RaggedTable {
  readonly sink: TableSink
  /** The names in the header. */
  readonly names: readonly string[]
  readonly makeRow: (cells: readonly string[]) => TypedRow
}

/** A cell that was broken into more lines than this is not recognized. */
const maxPendingLines = 100

/**
 * Decides what to do with lines of too few or too many cells. Empty cells at the end are added or removed. Short lines
 * that together have the cells of one row are a row with a line end inside a cell, and are rejected as one. A line without
 * any delimiter may be the rest of a cell, so it is rejected and never becomes a row.
 */
export class RaggedLines {
  readonly #table: RaggedTable
  readonly #width: number
  /** The number of columns without nameless ones at the end, which a delimiter at the end of the header causes. */
  readonly #namedWidth: number
  /** The cells of a padded row. Used for every one: a table may have many short lines of many columns. */
  readonly #padded: string[] = []
  #pending: RaggedLine[] = []
  #pendingCells = 0

  constructor(table: RaggedTable) {
    this.#table = table
    this.#width = table.names.length
    this.#namedWidth = table.names.findLastIndex((name) => name.trim() !== '') + 1
  }

  /** Whether a short line waits for the next line. Then call `flush` before the next row. */
  get isPending(): boolean {
    return this.#pending.length > 0
  }

  /** Adds a line with the wrong number of cells. */
  add(line: RaggedLine): void {
    const count = line.cells.length
    if (count >= this.#namedWidth) {
      this.flush()
      this.#addComplete(line)
      return
    }
    if (!this.isPending && isFragment(line)) {
      this.#reject(line)
      return
    }
    const isFull = this.#pending.length === maxPendingLines || this.#pendingCells + count - 1 > this.#width
    if (isFull || this.#startsLikeRow(line)) this.flush()
    this.#pendingCells += this.isPending ? count - 1 : count
    this.#pending.push(line)
    if (this.#pendingCells < this.#namedWidth) return
    const isOneRow = this.#pendingCells === this.#width || this.#pendingCells === this.#namedWidth
    if (isOneRow) this.#rejectAsOne(this.#take())
    else this.flush()
  }

  /** Whether a short line has the first cell of the line before, such as the settlement-id, so it is not the rest of it. */
  #startsLikeRow({ cells: [first] }: RaggedLine): boolean {
    return first !== '' && first === this.#pending[0]?.cells[0]
  }

  /** Decides about the pending lines: no line that follows can complete them. */
  flush(): void {
    if (!this.isPending) return
    const lines = this.#take()
    // A line without a delimiter after a short line may be the rest of it.
    if (lines.some(isFragment)) this.#rejectAsOne(lines)
    else for (const line of lines) this.#pad(line)
  }

  #addComplete(line: RaggedLine): void {
    const { makeRow, sink } = this.#table
    if (line.cells.length < this.#width) this.#pad(line)
    else if (line.cells.slice(this.#width).every((cell) => cell === '')) {
      sink.repaired('trimmed')
      sink.row(makeRow(line.cells.slice(0, this.#width)))
    } else this.#reject(line)
  }

  #pad({ cells }: RaggedLine): void {
    const { makeRow, sink } = this.#table
    for (let index = 0; index < this.#width; index++) this.#padded[index] = cells[index] ?? ''
    sink.repaired('padded')
    sink.row(makeRow(this.#padded))
  }

  #reject({ cells, ...line }: RaggedLine): void {
    this.#table.sink.rejected({ ...line, reason: 'cells', cells: cells.length, expected: this.#width })
  }

  #rejectAsOne(pieces: readonly RaggedLine[]): void {
    const [first] = pieces
    const last = pieces.at(-1)
    if (first === undefined || last === undefined) return
    this.#table.sink.rejected({
      line: first.line,
      lines: last.line + last.lines - first.line,
      reason: 'line-break',
      cells: first.cells.length,
      expected: this.#width,
      text: pieces.map(({ text }) => text).join('\n'),
    })
  }

  #take(): RaggedLine[] {
    const lines = this.#pending
    this.#pending = []
    this.#pendingCells = 0
    return lines
  }
}

function isFragment({ cells }: RaggedLine): boolean {
  return cells.length === 1
}
