import type { ColumnFacts } from '@reportline/report-types'
import { type ColumnTypes, type ConvertCell, columnFacts, converterFor } from './cell-types.ts'
import type { Column } from './name-columns.ts'

/** A property of a row, and the cell it is created from. */
export interface Field {
  readonly key: string
  /** Index of the cell in the line. */
  readonly index: number
  readonly convert?: ConvertCell | undefined
  /** For money: the index of the cell with the currency, or the currency itself. */
  readonly currency?: number | string | undefined
}

/** Which columns the rows have, and with which types. */
export interface ColumnSelection {
  /** Keys of the columns, in the order of the row's properties. Undefined: all, in the order of the document. */
  readonly columns?: readonly string[] | undefined
  readonly types?: ColumnTypes | undefined
  /** If set, columns that these facts mark as personal data are omitted. */
  readonly personal?: Readonly<Record<string, ColumnFacts>> | undefined
}

/** The selected columns of a table. */
export interface SelectedColumns {
  readonly fields: readonly Field[]
  /** Keys of the personal columns that were omitted. */
  readonly dropped: readonly string[]
}

/** Thrown if the header does not have a selected column. */
export class UnknownColumnsError extends Error {}

/** Maximum number of column names in an error message. */
const maxListedColumns = 60

/**
 * Applies a selection to the columns of a table.
 *
 * @throws UnknownColumnsError if the table does not have a selected column.
 */
export function selectColumns(
  columns: readonly Column[],
  { columns: selected, types, personal }: ColumnSelection,
): SelectedColumns {
  const indexes = new Map(columns.map(({ key }, index) => [key, index]))
  const keys = [...new Set(selected ?? indexes.keys())]
  const unknown = keys.filter((key) => !indexes.has(key))
  if (unknown.length > 0) throw new UnknownColumnsError(unknownColumns(unknown, [...indexes.keys()]))
  const isPersonal = (key: string) => factsOf(personal, columns[indexes.get(key) ?? -1])?.personal === true
  const field = (key: string) => fieldFor(key, columns, indexes, types)
  return { fields: keys.filter((key) => !isPersonal(key)).map(field), dropped: keys.filter(isPersonal) }
}

function fieldFor(
  key: string,
  columns: readonly Column[],
  indexes: ReadonlyMap<string, number>,
  types: ColumnTypes | undefined,
): Field {
  const index = indexes.get(key) ?? -1
  const facts = columnFacts(factsOf(types, columns[index]))
  const convert = converterFor(facts)
  if (convert === undefined) return { key, index }
  return { key, index, convert, currency: currencyOf(facts, indexes) }
}

/** Finds a column by its key, or else by the name that it shares with other columns. */
function factsOf<T>(all: Readonly<Record<string, T>> | undefined, column: Column | undefined): T | undefined {
  if (all === undefined || column === undefined) return undefined
  if (Object.hasOwn(all, column.key)) return all[column.key]
  return Object.hasOwn(all, column.name) ? all[column.name] : undefined
}

function currencyOf({ currency }: ColumnFacts, indexes: ReadonlyMap<string, number>): number | string | undefined {
  if (currency === undefined) return undefined
  return indexes.get(currency) ?? (/^[A-Z]{3}$/.test(currency) ? currency : undefined)
}

/** Column names are not personal data, so the message may contain them. */
function unknownColumns(unknown: readonly string[], known: readonly string[]): string {
  const more = known.length > maxListedColumns ? ` and ${known.length - maxListedColumns} more` : ''
  return `it has no column ${quoted(unknown)}. Its columns are ${quoted(known.slice(0, maxListedColumns))}${more}.`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.slice(0, 80)}"`).join(', ')
}
