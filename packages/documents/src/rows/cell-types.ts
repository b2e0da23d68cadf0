import type { ColumnFacts } from '@reportline/report-types'
import { parseInstant } from './parse-instant.ts'

/** An amount as it stands in the document, and its currency where the document or the catalogue tells it. */
export interface Money {
  /** Never rounded and never a number: with a decimal point or comma, as the document writes it. */
  readonly amount: string
  /** As the document writes it, for example `EUR`; empty where its cell is empty, undefined where nothing tells it. */
  readonly currency: string | undefined
}

/** What a cell can be where columns have types. What does not read as its type stays text. */
export type Cell = string | number | Date | Money

/** The type of a column, or all that is known of it. */
export type ColumnType = NonNullable<ColumnFacts['type']> | ColumnFacts

/** The types of columns, by their names. Columns that are not named are texts. */
export type ColumnTypes = Readonly<Record<string, ColumnType>>

/** Turns a cell into what its type says. */
export type ConvertCell = (cell: string, currency: string | undefined) => Cell

/** The facts behind a type that may be given by its name alone. */
export function columnFacts(type: ColumnType | undefined): ColumnFacts {
  return typeof type === 'string' ? { type } : (type ?? {})
}

/** What converts the cells of a column; undefined where they stay texts, as decimals and dates do. */
export function converterFor({ type }: ColumnFacts): ConvertCell | undefined {
  if (type === 'integer') return toInteger
  if (type === 'instant') return parseInstantOrText
  return type === 'money' ? toMoney : undefined
}

const canonicalInteger = /^(?:0|-?[1-9]\d{0,15})$/

/** Only what comes out again as the same text: an identifier with leading zeros or 17 digits stays text. */
function toInteger(cell: string): number | string {
  if (!canonicalInteger.test(cell)) return cell
  const number = Number(cell)
  return Number.isSafeInteger(number) ? number : cell
}

function parseInstantOrText(cell: string): Date | string {
  return parseInstant(cell) ?? cell
}

/** An empty cell is no amount of nothing: it stays empty. */
function toMoney(cell: string, currency: string | undefined): Money | string {
  return cell === '' ? cell : { amount: cell, currency }
}
