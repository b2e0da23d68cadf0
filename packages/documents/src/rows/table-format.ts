import type { DocumentFormat } from '@reportline/report-types'
import { errorKind } from '../content/document-text.ts'
import { cellsOf, findHeader, isTitle, maxTitleLines } from './find-header.ts'
import { parseQuoted } from './parse-quoted.ts'
import { parseTable } from './parse-table.ts'
import { splitQuotedLine } from './quoted-record.ts'
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
    return parseQuoted(sink, { delimiter: format.delimiter ?? ',', preamble: options.onPreamble ?? (() => {}) })
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
  /** Called if lines before the header are skipped. */
  readonly onTitles: (lines: number) => void
}

/**
 * Creates a parser that reads the first two lines to determine the format. If the first one is a title, it reads more of
 * them to find the header.
 */
export function detectingParser(sink: TableSink, options: DetectingOptions): TableParser {
  return new DetectingParser(sink, options)
}

class DetectingParser implements TableParser {
  readonly #sink: TableSink
  readonly #options: DetectingOptions
  #pending = ''
  /** Number of complete lines that are not empty. */
  #lines = 0
  /** Number of such lines to read before the format is determined. */
  #neededLines = 2
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
    for (let index = 0; index < text.length && this.#lines < this.#neededLines; index++) {
      const character = text[index]
      if (character === '\n' && this.#hasText) this.#onLine()
      this.#hasText = character !== '\n' && (this.#hasText || character !== '\r')
    }
    if (this.#lines >= this.#neededLines) this.#start()
    else if (this.#pending.length > maxLineLength) throw new LineTooLongError(this.#lines + 1)
  }

  end(): void {
    if (this.#parser === undefined) this.#start()
    this.#parser?.end()
  }

  #onLine(): void {
    this.#lines += 1
    if (this.#lines < this.#neededLines) return
    const [header, row] = linesOf(this.#pending)
    if (header !== undefined && this.#neededLines === 2 && this.#mayBeTitle({ header: header.text, row: row?.text })) {
      this.#neededLines = maxTitleLines
    }
  }

  #mayBeTitle(lines: FirstLines): boolean {
    const { isKnownColumn } = this.#options
    if (isKnownColumn(lines.header) || nonTableFormat(lines.header) !== undefined) return false
    return isTitle(lines.header) || detectTable(lines, isKnownColumn) === undefined
  }

  #start(): void {
    const pending = this.#pending
    this.#pending = ''
    if (!/[^\r\n ]/.test(pending)) return
    const lines = linesOf(pending)
    const titles = this.#countTitles(lines)
    const [header, row] = lines.slice(titles)
    const text = titles === 0 ? pending : withoutTitles(pending, header?.start ?? 0)
    this.#parser = tableParser(
      this.#formatOf({ header: header?.text ?? '', row: row?.text }, text),
      this.#sink,
      this.#options,
    )
    if (titles > 0) this.#options.onTitles(titles)
    this.#parser.push(text)
  }

  #countTitles(lines: readonly Line[]): number {
    const [header, row] = lines
    if (header === undefined || !this.#mayBeTitle({ header: header.text, row: row?.text })) return 0
    const texts = lines.slice(0, maxTitleLines).map(({ text }) => text)
    return findHeader(texts, this.#options.isKnownColumn) ?? 0
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
    if (hasBars(lines)) throw new NotTableError('its cells seem to be separated by "|", which is not supported')
    if (expected === undefined) return likelyFormat(header)
    if (expected.kind === 'tsv' && /[,;]/.test(header) && row !== undefined) throw uncertain(header)
    return isTable(expected) ? expected : { kind: 'tsv' }
  }
}

/** A line that is not empty. */
interface Line {
  readonly text: string
  /** Index of its first character in the text. */
  readonly start: number
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const match of text.matchAll(/[^\n]+/g)) {
    const line = match[0].replace(/\r+$/, '')
    if (line !== '') lines.push({ text: line, start: match.index })
  }
  return lines
}

/** Replaces the lines before the header by empty ones, so that the numbers of the other lines stay the same. */
function withoutTitles(text: string, headerStart: number): string {
  const lineFeeds = text.slice(0, headerStart).split('\n').length - 1
  return '\n'.repeat(lineFeeds) + text.slice(headerStart)
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

/** The delimiters of tables without tabs. Where both are possible, the commas are in amounts. */
const delimiters = [';', ','] as const

/**
 * Detects the format of a table from its first two lines. Settlements have columns that no other table has. With tabs, it
 * is quoted if all names, or all cells of the first row, are quoted. Commas and semicolons are delimiters if the first row
 * has as many cells as the header, or if all names are quoted or known.
 *
 * @param known Returns whether a column is in the catalogue.
 * @returns Undefined if the delimiter is not certain.
 */
function detectTable({ header, row }: FirstLines, known: (name: string) => boolean): TableFormat | undefined {
  const [isPaySettlement, delimiterOfPreamble, delimiterOfHeader] = paySettlement.exec(header) ?? []
  if (isPaySettlement !== undefined) return paySettlementFormat(delimiterOfPreamble ?? delimiterOfHeader)
  if (/^settlement-id\t(?:.*\t)?total-amount(?:\t|$)/.test(header)) return { kind: 'settlement' }
  if (header.includes('\t')) {
    const width = header.split('\t').length
    return isQuoted(header, width) || (row !== undefined && isQuoted(row, width)) ? quotedTsv : { kind: 'tsv' }
  }
  const found = delimiters.filter((delimiter) => isDelimiter(delimiter, { header, row }, known))
  return found.length === 0 ? undefined : delimitedFormat(header, found)
}

/** Returns the format with the delimiter that splits a header into more cells. */
function delimitedFormat(header: string, found: readonly (',' | ';')[]): TableFormat {
  const [delimiter] = found.toSorted((a, b) => cellsOf(header, b).length - cellsOf(header, a).length)
  return delimiter === ';' ? { kind: 'csv', delimiter } : { kind: 'csv' }
}

/** Returns the format of a table if nothing but its header shows it. */
function likelyFormat(header: string): TableFormat {
  const found = delimiters.filter((delimiter) => header.includes(delimiter))
  return found.length === 0 ? { kind: 'tsv' } : delimitedFormat(header, found)
}

/** Returns whether a table seems to have another delimiter than those that are supported. */
function hasBars({ header, row = '' }: FirstLines): boolean {
  const bars = header.split('|').length
  return bars > 2 && row.split('|').length === bars
}

/** The first line of an Amazon Pay settlement: a name and a value, or its header if there are none. */
const paySettlement =
  /^"?(?:SellerId|Settlement(?:Start|End)Date)"?([,;\t])[^,;\t]*$|^"?TransactionPostedDate"?([,;\t]).*NetTransactionAmount/

const quotedTsv = { kind: 'tsv', quoted: true } as const

function paySettlementFormat(delimiter: string | undefined): TableFormat {
  return delimiter === ';' || delimiter === '\t' ? { kind: 'pay-settlement', delimiter } : { kind: 'pay-settlement' }
}

/** Returns whether all cells of a line with tabs are quoted. Quoted cells can contain tabs. */
function isQuoted(line: string, width: number): boolean {
  const cells = line.split('\t')
  return cells.every((cell) => /^".*"$/.test(cell)) || splitQuotedLine(line, '\t', width) !== undefined
}

function isDelimiter(delimiter: string, { header, row }: FirstLines, known: (name: string) => boolean): boolean {
  const names = cellsOf(header, delimiter)
  if (names.length < 2) return false
  if (row !== undefined && cellsOf(row, delimiter).length === names.length) return true
  const isQuotedHeader = header.split(delimiter).every((name) => /^".*"$/.test(name))
  return isQuotedHeader || names.filter((name) => known(name)).length * 2 >= names.length
}

/** Returns whether a document that should have a format can have it: whether its header has the right delimiter. */
function fitsFormat(format: DocumentFormat, detected: TableFormat | undefined, header: string): boolean {
  if (format.kind === 'tsv') return header.includes('\t') && (format.quoted === true || !isQuotedTsv(detected))
  if (format.kind === 'settlement') return header.includes('\t') && !isQuotedTsv(detected)
  if (detected === undefined) return header.includes(',') && !isSentence(header)
  if (detected.kind === 'pay-settlement') return format.kind === 'pay-settlement' && detected.delimiter === undefined
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

/** How documents of other formats start, and how to read them. No column name starts like this. */
const signatures: readonly (readonly [string, string])[] = [
  ['{', 'JSON: use records()'],
  ['[', 'JSON: use records()'],
  ['<', 'XML: use records()'],
  ['%PDF', 'a PDF: use bytes()'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet: use files()'],
]

/** Control characters that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** Detects a document that is not a table by the start of its header. Returns undefined if it may be a table. */
export function nonTableFormat(header: string): string | undefined {
  const text = header.trimStart()
  const [, other] = signatures.find(([signature]) => text.startsWith(signature)) ?? []
  return other ?? (binary.test(text) ? 'binary data: use bytes()' : undefined)
}
