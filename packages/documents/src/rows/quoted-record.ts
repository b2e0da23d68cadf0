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
const carriageReturn = 13

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

/** Returns the index after the last character of a line. Any number of carriage returns may precede its line feed. */
export function endOfLine(text: string, start: number, lineFeed: number): number {
  let end = lineFeed
  while (end > start && text.charCodeAt(end - 1) === carriageReturn) end -= 1
  return end
}

/** Counts the line feeds in a text. */
function countLineFeeds(text: string): number {
  let count = 0
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) count += 1
  return count
}
