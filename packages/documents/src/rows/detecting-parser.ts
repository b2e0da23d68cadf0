import type { DocumentFormat } from '@reportline/report-types'
import { errorKind } from '../content/message-content.ts'
import { detectTable, type FirstLines, fitsFormat, isSentence } from './detect-table.ts'
import { nonTableFormat } from './non-table-format.ts'
import { isTable, type TableOptions, tableParser } from './table-format.ts'
import { LineTooLongError, maxLineLength, NotTableError, type TableParser, type TableSink } from './table-parser.ts'
import type { TableFormat } from './types.ts'

/** What is known about a table whose format the caller does not set. */
export interface DetectingOptions extends TableOptions {
  /** The catalogue's format for the report type. */
  readonly expected: DocumentFormat | undefined
  /** Returns whether a column is in the catalogue. */
  readonly isKnownColumn: (name: string) => boolean
  /** Called if the document has another format than the catalogue. */
  readonly onDiffers: (actual: TableFormat) => void
}

/** Creates a parser that reads the first two lines to determine the format. */
export function detectingParser(sink: TableSink, options: DetectingOptions): TableParser {
  return new DetectingParser(sink, options)
}

class DetectingParser implements TableParser {
  readonly #sink: TableSink
  readonly #options: DetectingOptions
  #pending = ''
  /** Number of complete lines that are not empty. */
  #lines = 0
  /** Whether the line that is being read has anything in it. */
  #hasText = false
  #parser: TableParser | undefined

  constructor(sink: TableSink, options: DetectingOptions) {
    this.#sink = sink
    this.#options = options
  }

  /** Scans each piece of text only once, however small the pieces are. */
  push(text: string): void {
    if (this.#parser !== undefined) {
      this.#parser.push(text)
      return
    }
    this.#pending += text
    for (let index = 0; index < text.length && this.#lines < 2; index++) {
      const character = text[index]
      if (character === '\n' && this.#hasText) this.#lines += 1
      this.#hasText = character !== '\n' && (this.#hasText || character !== '\r')
    }
    if (this.#lines === 2) this.#start()
    else if (this.#pending.length > maxLineLength) throw new LineTooLongError(this.#lines + 1)
  }

  end(): void {
    if (this.#parser === undefined) this.#start()
    this.#parser?.end()
  }

  #start(): void {
    const pending = this.#pending
    this.#pending = ''
    if (!/[^\r\n ]/.test(pending)) return
    const [header = '', row] = pending
      .split('\n')
      .flatMap((line) => (/[^\r]/.test(line) ? [line.replace(/\r+$/, '')] : []))
    this.#parser = tableParser(this.#formatOf({ header, row }, pending), this.#sink, this.#options)
    this.#parser.push(pending)
  }

  #formatOf(lines: FirstLines, text: string): TableFormat {
    const { expected, isKnownColumn, onDiffers } = this.#options
    const { header, row } = lines
    const error = errorKind(text)
    if (error !== undefined) throw new NotTableError(`it is ${error}`, { text, isCertain: true })
    const other = nonTableFormat(header)
    if (other !== undefined) throw new NotTableError(`it looks like ${other}`)
    const detected = detectTable(lines, isKnownColumn)
    if (expected !== undefined && isTable(expected) && fitsFormat(expected, detected, header)) return expected
    if (detected !== undefined) {
      if (expected !== undefined) onDiffers(detected)
      return detected
    }
    if (isMessage(lines, expected, isKnownColumn)) {
      throw new NotTableError('it looks like a message instead of a table', { text, isCertain: false })
    }
    if (expected === undefined) return { kind: header.includes(',') ? 'csv' : 'tsv' }
    if (expected.kind === 'tsv' && /[,;]/.test(header) && row !== undefined) throw uncertain(header)
    return isTable(expected) ? expected : { kind: 'tsv' }
  }
}

function uncertain(header: string): NotTableError {
  const [name, format] = header.includes(',')
    ? ['comma-separated', "{ kind: 'csv' }"]
    : ['semicolon-separated', "{ kind: 'csv', delimiter: ';' }"]
  return new NotTableError(
    `it looks ${name}, but the first row does not have as many cells as the header. If it is, set the option format to ${format}`,
  )
}

/** The tables of all report types have several columns. A single column of a known type is a message or an error. */
function isMessage(
  { header, row }: FirstLines,
  expected: DocumentFormat | undefined,
  isKnownColumn: (name: string) => boolean,
): boolean {
  if (isKnownColumn(header)) return false
  if (expected === undefined) return isSentence(header) && (row === undefined || /[.!?。！？]$/.test(header.trim()))
  return row === undefined || !isTable(expected) || isSentence(header) || /\s/.test(header.trim())
}
