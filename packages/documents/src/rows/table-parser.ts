import type { Column } from './name-columns.ts'
import type { RejectedRowParts } from './rejected-row.ts'
import type { TypedRow } from './row-maker.ts'
import type { Field } from './select-columns.ts'

/** What a table is handed to, piece by piece. */
export interface TableSink {
  /** Told the header, says what rows shall hold. */
  readonly columns: (columns: readonly Column[]) => readonly Field[]
  readonly row: (row: TypedRow) => void
  readonly rejected: (row: RejectedRowParts) => void
}

/** Takes a table apart as its text comes in. */
export interface TableParser {
  /** Takes the next piece of the text, cut anywhere. */
  push(text: string): void
  /** Says that the text is over: the last line may have no line end. */
  end(): void
}

/** Longer lines, or longer records in quotation marks, mean that the text is no table. */
export const longestLine = 16_777_216

/** No table has as many columns; a text with as many tabs in its first line is something else. */
const mostColumns = 16_384

/** Thrown for a text that is no table. Says where, never what stands there. */
export class NoTableError extends Error {}

/** Thrown for a line that no table has. */
export class LineTooLongError extends NoTableError {
  readonly line: number
  constructor(line: number, hint = '') {
    super(`line ${line} is longer than ${longestLine} characters${hint}`)
    this.line = line
  }
}

/** Refuses a header that is none. */
export function checkWidth(width: number): void {
  if (width > mostColumns) throw new NoTableError(`its header has ${width} columns`)
}
