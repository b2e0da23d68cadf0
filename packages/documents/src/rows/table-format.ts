import type { DocumentFormat } from '@reportline/report-types'
import { errorKind } from '../content/document-text.ts'
import { parseQuoted } from './parse-quoted.ts'
import { parseTable } from './parse-table.ts'
import { readRecord } from './quoted-record.ts'
import { LineTooLongError, maxLineLength, NotTableError, type TableParser, type TableSink } from './table-parser.ts'
import type { TableFormat } from './types.ts'

/** Callbacks of a table's parser. */
interface TableOptions {
  /** Called as soon as the format is known. */
  readonly onFormat: (format: TableFormat) => void
  /** Called for each record before the header of an Amazon Pay settlement. */
  readonly onPreamble?: ((cells: readonly string[]) => void) | undefined
}

/** The methods that read documents that are not tables. */
const readers: Readonly<Record<string, string>> = { json: 'records()', xml: 'records()', zip: 'files()' }

/**
 * Creates the parser for a format.
 *
 * @throws NotTableError for a format that is not a table.
 */
export function tableParser(format: DocumentFormat, sink: TableSink, options: TableOptions): TableParser {
  if (!isTable(format)) {
    const reader = readers[format.kind] ?? 'bytes()'
    throw new NotTableError(`documents of this type are ${format.kind.toUpperCase()}: use ${reader}`)
  }
  options.onFormat(format)
  if (format.kind === 'csv') return parseQuoted(sink, { delimiter: format.delimiter ?? ',' })
  if (format.kind === 'pay-settlement') {
    return parseQuoted(sink, { delimiter: ',', preamble: options.onPreamble ?? (() => {}) })
  }
  return format.kind === 'tsv' && format.quoted ? parseQuoted(sink, { delimiter: '\t' }) : parseTable(sink)
}

/** Returns whether documents of a format are tables. */
function isTable(format: DocumentFormat): format is TableFormat {
  return ['tsv', 'csv', 'settlement', 'pay-settlement'].includes(format.kind)
}

/** What is known about a table whose format the caller does not set. */
interface DetectingOptions extends TableOptions {
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

/** The first two lines of a table. */
interface FirstLines {
  readonly header: string
  /** Undefined if the table has no rows. */
  readonly row: string | undefined
}

/** The delimiters of tables without tabs. */
const delimiters = [',', ';'] as const

/**
 * Detects the format of a table from its first two lines. Settlements have columns that no other table has. With tabs, it
 * is quoted if all names, or all cells of the first row, are quoted. Commas and semicolons are delimiters if the first row
 * has as many cells as the header, or if all names are quoted or known.
 *
 * @param known Returns whether a column is in the catalogue.
 * @returns Undefined if the delimiter is not certain.
 */
function detectTable({ header, row }: FirstLines, known: (name: string) => boolean): TableFormat | undefined {
  if (/^"?(?:SellerId|Settlement(?:Start|End)Date)"?,/.test(header)) return { kind: 'pay-settlement' }
  if (/^settlement-id\t(?:.*\t)?total-amount(?:\t|$)/.test(header)) return { kind: 'settlement' }
  if (header.includes('\t'))
    return isQuoted(header) || (row !== undefined && isQuoted(row)) ? quotedTsv : { kind: 'tsv' }
  const found = delimiters.filter((delimiter) => isDelimiter(delimiter, { header, row }, known))
  const [delimiter] = found.sort((a, b) => cellsOf(header, b).length - cellsOf(header, a).length)
  if (delimiter === undefined) return undefined
  return delimiter === ',' ? { kind: 'csv' } : { kind: 'csv', delimiter }
}

const quotedTsv = { kind: 'tsv', quoted: true } as const

/** Returns whether all cells of a line with tabs are quoted. */
function isQuoted(line: string): boolean {
  const cells = line.split('\t')
  return cells.length > 1 && cells.every((cell) => /^".*"$/.test(cell))
}

function isDelimiter(delimiter: string, { header, row }: FirstLines, known: (name: string) => boolean): boolean {
  const names = cellsOf(header, delimiter)
  if (names.length < 2) return false
  if (row !== undefined && cellsOf(row, delimiter).length === names.length) return true
  const isQuotedHeader = header.split(delimiter).every((name) => /^".*"$/.test(name))
  return isQuotedHeader || names.filter((name) => known(name)).length * 2 >= names.length
}

function cellsOf(line: string, delimiter: string): readonly string[] {
  return readRecord(`${line}\n`, 0, delimiter)?.cells ?? []
}

/** Returns whether a document that should have a format can have it: whether its header has the right delimiter. */
function fitsFormat(format: DocumentFormat, detected: TableFormat | undefined, header: string): boolean {
  if (format.kind === 'tsv') return header.includes('\t') && (format.quoted === true || !isQuotedTsv(detected))
  if (format.kind === 'settlement') return header.includes('\t') && !isQuotedTsv(detected)
  if (detected === undefined) return header.includes(',') && !isSentence(header)
  if (format.kind === 'pay-settlement' && detected.kind === 'pay-settlement') return true
  return detected.kind === 'csv' && detected.delimiter === undefined
}

function isQuotedTsv(format: TableFormat | undefined): boolean {
  return format?.kind === 'tsv' && format.quoted === true
}

/** Returns whether a line without tabs is a sentence: it ends like one, or most of its words have small letters. */
function isSentence(line: string): boolean {
  const text = line.trim()
  if (/[.!?。！？]$/.test(text)) return true
  if (/,\S/.test(text)) return false
  const words = text.split(/\s+/)
  return words.length > 2 && words.slice(1).filter((word) => /^\p{Ll}/u.test(word)).length * 2 >= words.length - 1
}

/** How documents of other formats start. No column name starts like this. */
const signatures: readonly (readonly [string, string])[] = [
  ['{', 'JSON'],
  ['[', 'JSON'],
  ['<', 'XML'],
  ['%PDF', 'PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet'],
]

/** Detects a document that is not a table by the start of its header. Returns undefined if it may be a table. */
export function nonTableFormat(header: string): string | undefined {
  const text = header.trimStart()
  return signatures.find(([signature]) => text.startsWith(signature))?.[1]
}
