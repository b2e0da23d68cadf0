/**
 * Why a line was rejected.
 * - `cells`: it has the wrong number of cells. A line of one cell may be the rest of the last cell of the line before.
 * - `quotes`: its quotation marks are unbalanced, or it follows such a line and may be the rest of one of its cells.
 * - `line-break`: together with the next lines it has the cells of one row, so a cell probably contains a line end.
 */
export type RejectionReason = 'cells' | 'quotes' | 'line-break'

/** The properties of a new RejectedRow. */
export interface RejectedRowParts {
  readonly line: number
  readonly lines: number
  readonly reason: RejectionReason
  readonly cells: number
  readonly expected: number
  readonly text: string
}

/**
 * A line that is not a row of its table, because it has too few or too many cells or unbalanced quotation marks.
 * Inspecting it, or converting it to JSON, shows its line number and its number of cells, but never its contents.
 */
export class RejectedRow {
  /** Line number in the document. The first line is 1. */
  readonly line: number
  /** Number of lines. More than one if cells contain line ends. */
  readonly lines: number
  readonly reason: RejectionReason
  /** Number of cells. If the quotation marks are unbalanced, the number of cells before the error. */
  readonly cells: number
  /** Expected number of cells: the number of columns. */
  readonly expected: number
  readonly #text: string

  constructor(parts: RejectedRowParts) {
    this.line = parts.line
    this.lines = parts.lines
    this.reason = parts.reason
    this.cells = parts.cells
    this.expected = parts.expected
    // A copy: a slice would keep the whole chunk in memory.
    this.#text = Buffer.from(parts.text, 'utf16le').toString('utf16le')
  }

  /** The line without its line end. Empty if personal columns are dropped. */
  get text(): string {
    return this.#text
  }
}
