import type { ColumnFacts } from '@reportline/report-types'
import type { AmountReader } from './amount-reader.ts'
import { parseInstant } from './parse-instant.ts'

/** An amount as the document writes it, with its currency if the document or the catalogue gives one. */
export interface Money {
  /**
   * Never rounded and never a number. Has a decimal point or a decimal comma, as in the document. With the option
   * `decimalMark` it has a decimal point.
   */
  readonly amount: string
  /** For example `EUR`. Empty if its cell is empty, undefined if the currency is not known. */
  readonly currency: string | undefined
}

/** The value of a cell in a table with column types. A cell that does not match its type stays a string. */
export type Cell = string | number | Date | Money

/** The type of a column, or everything that is known about the column. */
export type ColumnType = NonNullable<ColumnFacts['type']> | ColumnFacts

/** Column types by column name. Columns without a type are strings. */
export type ColumnTypes = Readonly<Record<string, ColumnType>>

/** Converts a cell to its type. */
export type ConvertCell = (cell: string, currency: string | undefined) => Cell

/** Returns the facts of a type that may be given by its name. */
export function columnFacts(type: ColumnType | undefined): ColumnFacts {
  return typeof type === 'string' ? { type } : (type ?? {})
}

/** What the converters of a table share. */
export interface ConvertContext {
  readonly amounts: AmountReader
  /** Country codes of the marketplaces that the document covers. */
  readonly countries: readonly string[]
}

/** Returns the converter of a column. Undefined for columns that stay strings, such as dates. */
export function converterFor({ type }: ColumnFacts, { amounts, countries }: ConvertContext): ConvertCell | undefined {
  if (type === 'integer') return toInteger
  if (type === 'instant') return (cell) => parseInstant(cell, countries) ?? cell
  if (type === 'money') return (cell, currency) => toMoney(amounts.read(cell), currency)
  return type === 'decimal' && amounts.converts ? (cell) => amounts.read(cell) : undefined
}

const canonicalInteger = /^(?:0|-?[1-9]\d{0,15})$/

/** Converts only what can be converted back unchanged. An identifier with leading zeros or 17 digits stays a string. */
function toInteger(cell: string): number | string {
  if (!canonicalInteger.test(cell)) return cell
  const number = Number(cell)
  return Number.isSafeInteger(number) ? number : cell
}

/** An empty cell is not an amount of zero. It stays empty. */
function toMoney(cell: string, currency: string | undefined): Money | string {
  return cell === '' ? cell : { amount: cell, currency }
}
