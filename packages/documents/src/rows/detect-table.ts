import type { DocumentFormat } from '@reportline/report-types'
import { readRecord } from './quoted-record.ts'
import type { TableFormat } from './types.ts'

/** The first two lines of a table. */
export interface FirstLines {
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
export function detectTable({ header, row }: FirstLines, known: (name: string) => boolean): TableFormat | undefined {
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
export function fitsFormat(format: DocumentFormat, detected: TableFormat | undefined, header: string): boolean {
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
export function isSentence(line: string): boolean {
  const text = line.trim()
  if (/[.!?。！？]$/.test(text)) return true
  if (/,\S/.test(text)) return false
  const words = text.split(/\s+/)
  return words.length > 2 && words.slice(1).filter((word) => /^\p{Ll}/u.test(word)).length * 2 >= words.length - 1
}
