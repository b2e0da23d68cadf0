import { readRecord } from './quoted-record.ts'

/**
 * Returns how many cells a record of several lines may have before it is malformed.
 *
 * @param width Undefined before the header is known.
 */
export function maxCellsAhead(width: number | undefined): number {
  return width === undefined ? Number.POSITIVE_INFINITY : 2 * width + 16
}

/**
 * Returns whether a record of several lines, with the wrong number of cells, is probably an unbalanced quotation mark and
 * the rows that follow it: whether one of its lines is a row.
 *
 * @param text The record, with its line ends.
 */
export function hidesRow(text: string, width: number, delimiter: string): boolean {
  const lines = text.split('\n').slice(1, -1)
  return width > 1 && lines.some((line) => isRow(`${line}\n`, width, delimiter))
}

function isRow(line: string, width: number, delimiter: string): boolean {
  const record = readRecord(line, 0, delimiter)
  return record !== undefined && !record.malformed && !record.hasBareQuote && record.cells.length === width
}
