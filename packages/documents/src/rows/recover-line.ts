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
