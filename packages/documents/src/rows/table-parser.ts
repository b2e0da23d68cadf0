import type { UnexpectedText } from '../content/message-content.ts'
import type { Column } from './name-columns.ts'
import type { RejectedRowParts } from './rejected-row.ts'
import type { TypedRow } from './row-maker.ts'
import type { Field } from './select-columns.ts'

/** How a line became a row although its cells do not match the header. */
export type Repair = 'padded' | 'trimmed' | 'recovered'

/** Receives the parts of a table. */
export interface TableSink {
  /** Receives the header. Returns the fields of the rows. */
  readonly columns: (columns: readonly Column[]) => readonly Field[]
  readonly row: (row: TypedRow) => void
  readonly rejected: (row: RejectedRowParts) => void
  /** Called before a row that had to be repaired. */
  readonly repaired: (how: Repair) => void
}

/** Parses the text of a table piece by piece. */
export interface TableParser {
  /** Parses the next piece of text. Pieces can be cut anywhere. */
  push(text: string): void
  /** Ends the text. The last line does not need a line end. */
  end(): void
}

/** Maximum number of characters of a line or of a quoted record. A longer one means that the text is not a table. */
export const maxLineLength = 16_777_216

/** A text with more tabs than this in its first line is not a table. */
const maxColumns = 16_384

/** Thrown if a text is not a table. The message says where, but never what the text contains. */
export class NotTableError extends Error {
  readonly unexpected: UnexpectedText | undefined
  constructor(message: string, unexpected?: UnexpectedText) {
    super(message)
    this.unexpected = unexpected
  }
}

/** Thrown if a line is too long for a table. */
export class LineTooLongError extends NotTableError {
  readonly line: number
  constructor(line: number, hint = '') {
    super(`line ${line} has more than ${maxLineLength} characters${hint}`)
    this.line = line
  }
}

/** @throws NotTableError if a header has too many columns. */
export function checkWidth(width: number): void {
  if (width > maxColumns) throw new NotTableError(`its header has ${width} columns, more than ${maxColumns}`)
}
