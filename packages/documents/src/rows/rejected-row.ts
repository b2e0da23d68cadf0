/** Why a line is no row: it has another number of cells than the header, or its quotation marks do not pair. */
export type RejectionReason = 'cells' | 'quotes'

/** What a rejected row is made of. */
export interface RejectedRowParts {
  readonly line: number
  readonly lines: number
  readonly reason: RejectionReason
  readonly cells: number
  readonly expected: number
  readonly text: string
}

/**
 * A line that is no row of its table, because it has too few or too many cells or its quotation marks do not pair.
 * Inspecting it or turning it into JSON shows where it stands and how many cells it has, never what they hold.
 */
export class RejectedRow {
  /** Number of the line in the document; the header is line 1 where nothing stands before it. */
  readonly line: number
  /** How many lines it spans: more than one where quotation marks hold line ends. */
  readonly lines: number
  readonly reason: RejectionReason
  /** How many cells the line has; with a fault of the quotation marks, how many up to there. */
  readonly cells: number
  /** How many it should have: the number of columns. */
  readonly expected: number
  readonly #text: string

  constructor(parts: RejectedRowParts) {
    this.line = parts.line
    this.lines = parts.lines
    this.reason = parts.reason
    this.cells = parts.cells
    this.expected = parts.expected
    // A copy: a slice would keep the whole chunk that it was cut from in memory.
    this.#text = Buffer.from(parts.text, 'utf16le').toString('utf16le')
  }

  /** The line as it stands in the document, without its end. Empty where personal columns are dropped. */
  get text(): string {
    return this.#text
  }
}
