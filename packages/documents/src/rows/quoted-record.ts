/** One record of a table with quotation marks. */
export interface QuotedRecord {
  readonly cells: readonly string[]
  /** Whether something stands between a closing quotation mark and the next delimiter. */
  readonly faulty: boolean
  /** How many lines it spans. */
  readonly lines: number
  /** Where the next record begins. */
  readonly next: number
}

const quote = 34
const newline = 10
const carriageReturn = 13

/**
 * Reads the record that begins at `start`; undefined where its end is not in the text. A record ends with a line feed, also
 * a faulty one, so what the end of the text cuts in two is never taken for whole.
 */
export function readRecord(text: string, start: number, delimiter: string): QuotedRecord | undefined {
  const end = text.indexOf('\n', start)
  if (end === -1) return undefined
  const line = text.slice(start, endOfLine(text, start, end))
  if (!line.includes('"')) return { cells: line.split(delimiter), faulty: false, lines: 1, next: end + 1 }
  return readQuoted(text, start, delimiter)
}

function readQuoted(text: string, start: number, delimiter: string): QuotedRecord | undefined {
  const cells: string[] = []
  let line = -1
  for (let at = start; ; at += 1) {
    // Looked for once a line, not once a cell: a line may have millions of them.
    if (at > line) line = text.indexOf('\n', at)
    if (line === -1) return undefined
    const cell = text.charCodeAt(at) === quote ? quotedCell(text, at) : bareCell(text, at, line, delimiter)
    if (cell === undefined) return undefined
    cells.push(cell.text)
    at = cell.end
    if (text[at] === delimiter) continue
    const last = lineEndAt(text, at)
    const end = last ?? text.indexOf('\n', at)
    if (end === -1) return undefined
    return { cells, faulty: last === undefined, lines: countLines(text.slice(start, end)) + 1, next: end + 1 }
  }
}

/** A cell, and where what follows it stands: a delimiter or a line end, unless it is faulty. */
interface CellText {
  readonly text: string
  readonly end: number
}

function quotedCell(text: string, at: number): CellText | undefined {
  let value = ''
  for (let from = at + 1; ; ) {
    const close = text.indexOf('"', from)
    if (close === -1) return undefined
    if (text.charCodeAt(close + 1) !== quote) return { text: value + text.slice(from, close), end: close + 1 }
    value += text.slice(from, close + 1)
    from = close + 2
  }
}

function bareCell(text: string, at: number, lineEnd: number, delimiter: string): CellText {
  const found = text.slice(at, lineEnd).indexOf(delimiter)
  const end = found === -1 ? endOfLine(text, at, lineEnd) : at + found
  return { text: text.slice(at, end), end }
}

/** Where the line feed stands, if a line ends here; undefined if none does. */
function lineEndAt(text: string, at: number): number | undefined {
  const feed = text.charCodeAt(at) === carriageReturn ? at + 1 : at
  return text.charCodeAt(feed) === newline ? feed : undefined
}

function endOfLine(text: string, start: number, lineEnd: number): number {
  return lineEnd > start && text.charCodeAt(lineEnd - 1) === carriageReturn ? lineEnd - 1 : lineEnd
}

/** How many line feeds stand in a text. */
export function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
