import { carriageReturn, endOfLine } from './table-parser.ts'

/** A record of a table with quotation marks. */
export interface QuotedRecord {
  readonly cells: readonly string[]
  /** Whether there is text between a closing quotation mark and the next delimiter, or far too many cells. */
  readonly malformed: boolean
  /** Whether a cell without quotation marks around it contains one. */
  readonly hasBareQuote: boolean
  /** Number of lines. */
  readonly lines: number
  /** Index of the next record. */
  readonly next: number
}

const quote = 34
const newline = 10

/**
 * Reads the record that starts at `start`. Returns undefined if the text does not contain its end. A record, also a
 * malformed one, ends with a line feed, so a record that is cut at the end of the text is never taken as complete.
 *
 * @param maxCells A record of several lines must end with this cell, or it is malformed. It limits how far ahead an unbalanced quotation
 * mark makes the parser read.
 */
export function readRecord(
  text: string,
  start: number,
  delimiter: string,
  maxCells = Number.POSITIVE_INFINITY,
): QuotedRecord | undefined {
  const end = text.indexOf('\n', start)
  if (end === -1) return undefined
  const line = text.slice(start, endOfLine(text, start, end))
  if (line.includes('"')) return readQuoted(text, start, delimiter, maxCells)
  return { cells: line.split(delimiter), malformed: false, hasBareQuote: false, lines: 1, next: end + 1 }
}

function readQuoted(text: string, start: number, delimiter: string, maxCells: number): QuotedRecord | undefined {
  const cells: string[] = []
  let lineEnd = -1
  let hasBareQuote = false
  for (let index = start; ; index += 1) {
    // Searched once per line, not once per cell: a line may have millions of cells.
    if (index > lineEnd) lineEnd = text.indexOf('\n', index)
    if (lineEnd === -1) return undefined
    const isQuoted = text.charCodeAt(index) === quote
    const cell = isQuoted ? quotedCell(text, index) : bareCell(text, index, lineEnd, delimiter)
    if (cell === undefined) return undefined
    if (!isQuoted && cell.text.includes('"')) hasBareQuote = true
    cells.push(cell.text)
    index = cell.end
    if (text[index] === delimiter && (cells.length < maxCells || index < text.indexOf('\n', start))) continue
    const lineFeed = lineFeedAt(text, index)
    const end = lineFeed ?? text.indexOf('\n', index)
    if (end === -1) return undefined
    const lines = countLineFeeds(text.slice(start, end)) + 1
    return { cells, malformed: lineFeed === undefined, hasBareQuote, lines, next: end + 1 }
  }
}

/** The text of a cell, and the index after it. */
interface CellText {
  readonly text: string
  readonly end: number
}

function quotedCell(text: string, start: number): CellText | undefined {
  let value = ''
  for (let from = start + 1; ; ) {
    const close = text.indexOf('"', from)
    if (close === -1) return undefined
    if (text.charCodeAt(close + 1) !== quote) return { text: value + text.slice(from, close), end: close + 1 }
    value += text.slice(from, close + 1)
    from = close + 2
  }
}

function bareCell(text: string, start: number, lineEnd: number, delimiter: string): CellText {
  const length = text.slice(start, lineEnd).indexOf(delimiter)
  const end = length === -1 ? endOfLine(text, start, lineEnd) : start + length
  return { text: text.slice(start, end), end }
}

/** Returns the index of the line feed if a line ends at `index`. Any number of carriage returns may precede it. */
function lineFeedAt(text: string, index: number): number | undefined {
  let lineFeed = index
  while (text.charCodeAt(lineFeed) === carriageReturn) lineFeed += 1
  return text.charCodeAt(lineFeed) === newline ? lineFeed : undefined
}

/** Counts the line feeds in a text. */
function countLineFeeds(text: string): number {
  let count = 0
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) count += 1
  return count
}

/**
 * Splits a line whose quotation marks do not pair, such as `"S1"\t"Arm 27""\t""` or `"B1","19" rack","1"`: a cell that
 * starts with a quotation mark ends at the first one before a delimiter or the end of the line.
 *
 * @returns Undefined if that does not give exactly `width` cells, and for lines without quotation marks.
 */
export function recoverLine(line: string, delimiter: string, width: number): string[] | undefined {
  if (!line.includes('"')) return undefined
  return splitQuotedLine(line, delimiter, width) ?? splitMixedLine(line, delimiter, width)
}

/** Splits a line in which every cell is quoted, at each quotation mark, delimiter and quotation mark in a row. */
export function splitQuotedLine(line: string, delimiter: string, width: number): string[] | undefined {
  if (line.length < 2 || !line.startsWith('"') || !line.endsWith('"')) return undefined
  const cells = line.slice(1, -1).split(`"${delimiter}"`)
  return cells.length === width ? cells.map(undoubled) : undefined
}

/** Splits a line in which only some cells are quoted. */
function splitMixedLine(line: string, delimiter: string, width: number): string[] | undefined {
  const cells: string[] = []
  for (let start = 0; start <= line.length; ) {
    const isQuoted = line.charAt(start) === '"'
    const end = isQuoted ? quotedEnd(line, delimiter, start) : bareEnd(line, delimiter, start)
    if (end === undefined || cells.length === width) return undefined
    cells.push(isQuoted ? undoubled(line.slice(start + 1, end - 1)) : line.slice(start, end))
    start = end + 1
  }
  return cells.length === width ? cells : undefined
}

/** Returns whether a line ends inside a cell: whether its last quoted cell has no closing quotation mark. */
export function endsInsideCell(line: string, delimiter: string): boolean {
  for (let start = 0; start <= line.length; ) {
    const end = line.charAt(start) === '"' ? quotedEnd(line, delimiter, start) : bareEnd(line, delimiter, start)
    if (end === undefined) return true
    start = end + 1
  }
  return false
}

function quotedEnd(line: string, delimiter: string, start: number): number | undefined {
  const close = line.indexOf(`"${delimiter}`, start + 1)
  if (close !== -1) return close + 1
  return line.length > start + 1 && line.endsWith('"') ? line.length : undefined
}

function bareEnd(line: string, delimiter: string, start: number): number {
  const end = line.indexOf(delimiter, start)
  return end === -1 ? line.length : end
}

function undoubled(cell: string): string {
  return cell.replaceAll('""', '"')
}
