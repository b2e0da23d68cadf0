import type { UnexpectedText } from '../content/document-text.ts'
import type { Column } from './match-columns.ts'
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

/** The character code of CR, which may precede a line feed. */
export const carriageReturn = 13

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

/** Number of characters in which a document whose first line ends in CR alone must not contain a line feed. */
const examinedLength = 65_536

/**
 * Removes byte order marks from the start of a table, of which a document can have several, and turns line ends that are
 * a carriage return alone into line feeds. They are line ends if the document starts with such lines and has no line feeds.
 * If the first line ends with a line feed before a carriage return, all carriage returns are removed.
 */
export function cleanedText(parser: TableParser): TableParser {
  return new TextCleaner(parser)
}

class TextCleaner implements TableParser {
  readonly #parser: TableParser
  /** The start of the text. Undefined once the line ends are known. */
  #start: string | undefined = ''
  /** Index of the first line feed, or -1. */
  #lineFeed = -1
  /** What carriage returns become. Undefined: they stay. */
  #replacement: string | undefined

  constructor(parser: TableParser) {
    this.#parser = parser
  }

  push(text: string): void {
    if (this.#start === undefined) {
      this.#push(text)
      return
    }
    this.#start += text
    if (this.#lineFeed === -1 && text.includes('\n')) this.#lineFeed = this.#start.indexOf('\n')
    if (this.#showsLineEnds(this.#start) || this.#start.length > examinedLength) this.#examine(this.#start)
  }

  end(): void {
    if (this.#start !== undefined) this.#examine(this.#start)
    this.#parser.end()
  }

  /** A carriage return after the line feed may be a part of it, or of the line end of an empty line. */
  #showsLineEnds(start: string): boolean {
    if (this.#lineFeed === -1) return false
    const missing = start[this.#lineFeed + 1] === '\r' ? 3 : 2
    return start.length >= this.#lineFeed + missing
  }

  #push(text: string): void {
    this.#parser.push(this.#replacement === undefined ? text : text.replaceAll('\r', this.#replacement))
  }

  #examine(marked: string): void {
    const text = marked.replace(/^\ufeff+/, '')
    const start = marked.slice(0, examinedLength)
    this.#start = undefined
    if (!start.includes('\n') && firstLineEnd(start) === '\r') this.#replacement = '\n'
    if (reversedLineEnd.test(start)) this.#replacement = ''
    if (text !== '') this.#push(text)
  }
}

/** A first line that ends with a line feed before a carriage return. */
const reversedLineEnd = /^[^\r\n]+\n\r(?!\n)/

/** Returns the first carriage return or line feed outside of quotation marks. */
function firstLineEnd(text: string): string | undefined {
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === '\r' || character === '\n')) return character
  }
  return undefined
}

/** Returns the index after the last character of a line. Any number of carriage returns may precede its line feed. */
export function endOfLine(text: string, start: number, lineFeed: number): number {
  let end = lineFeed
  while (end > start && text.charCodeAt(end - 1) === carriageReturn) end -= 1
  return end
}
