import { readRecord } from './quoted-record.ts'

/** The delimiters of a table's cells. */
const delimiters = ['\t', ',', ';'] as const

/** Lines that are searched for a header if the first line is a title. */
export const maxTitleLines = 32

/** Titles such as a list of definitions can have commas, so a table after them needs more columns. */
const minColumns: Readonly<Record<string, number>> = { '\t': 2, ',': 3, ';': 3 }

/** Splits a line into cells, which can be quoted. */
export function cellsOf(line: string, delimiter: string): readonly string[] {
  return readRecord(`${line}\n`, 0, delimiter)?.cells ?? []
}

/** Returns whether a line has at most one cell with text, whatever its delimiter. A program may add empty cells to a title. */
export function isTitle(line: string): boolean {
  return delimiters.every((delimiter) => filledCells(line, delimiter) <= 1)
}

function filledCells(line: string, delimiter: string): number {
  return cellsOf(line, delimiter).filter((cell) => cell.trim() !== '').length
}

/**
 * Finds the header of a table that starts with titles: the first line of which all cells are names, that has more of them
 * than the lines before, and after which a line has as many cells. A header without rows is found by its names.
 *
 * @param lines The first lines, without empty ones.
 * @param isKnownColumn Returns whether a name is in the catalogue.
 * @returns The index of the line, or undefined if there is none.
 */
export function findHeader(lines: readonly string[], isKnownColumn: (name: string) => boolean): number | undefined {
  const index = lines.findIndex((line, at) =>
    delimiters.some((delimiter) => {
      const names = cellsOf(line, delimiter)
      if (at === 0 || names.length < (minColumns[delimiter] ?? 2) || !areNames(names)) return false
      if (lines.slice(0, at).some((title) => filledCells(title, delimiter) >= names.length)) return false
      const row = lines[at + 1]
      return row === undefined ? names.every(isKnownColumn) : cellsOf(row, delimiter).length === names.length
    }),
  )
  return index === -1 ? undefined : index
}

/** Returns whether all cells have text, none of it twice. After a comma in a sentence there is a space. */
function areNames(cells: readonly string[]): boolean {
  return cells.every((cell) => cell !== '' && !/^\s/.test(cell)) && new Set(cells).size === cells.length
}
