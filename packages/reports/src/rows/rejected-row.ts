/**
 * A line that is no row of its table, because it has too few or too many cells. Inspecting it or turning it into JSON
 * shows where it stands and how many cells it has, never what they hold.
 */
export class RejectedRow {
  /** Number of the line in the document; the header is line 1. */
  readonly line: number
  /** How many cells the line has. */
  readonly cells: number
  /** How many it should have: the number of columns. */
  readonly expected: number
  readonly #text: string

  constructor(line: number, text: string, expected: number) {
    this.line = line
    this.cells = text.split('\t').length
    this.expected = expected
    // A copy: a slice would keep the whole chunk that it was cut from in memory.
    this.#text = Buffer.from(text, 'utf16le').toString('utf16le')
  }

  /** The line as it stands in the document, without its end. */
  get text(): string {
    return this.#text
  }
}
