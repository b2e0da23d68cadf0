import type { ColumnFacts } from '@reportline/report-types'
import { type ColumnTypes, type ConvertCell, columnFacts, converterFor } from './cell-types.ts'
import type { Column } from './name-columns.ts'

/** One property of a row, and the cell that it is made of. */
export interface Field {
  readonly key: string
  /** Which cell of the line. */
  readonly index: number
  readonly convert?: ConvertCell | undefined
  /** Of money: the index of the cell that holds its currency, or the currency itself. */
  readonly currency?: number | string | undefined
}

/** Which columns a row shall have, and as what. */
export interface Choice {
  /** Keys of the columns wanted, in the order in which rows shall have them; all in the document's order if undefined. */
  readonly columns?: readonly string[] | undefined
  readonly types?: ColumnTypes | undefined
  /** Leaves out the columns that these facts call personal. */
  readonly personal?: Readonly<Record<string, ColumnFacts>> | undefined
}

/** What was decided when the header was seen. */
export interface ChosenColumns {
  readonly fields: readonly Field[]
  /** Keys of the personal columns that were left out. */
  readonly dropped: readonly string[]
}

/** Thrown for columns that the header does not have. */
export class UnknownColumnsError extends Error {}

const namedAtMost = 60

/** Decides what a row will hold. */
export function chooseColumns(columns: readonly Column[], { columns: wanted, types, personal }: Choice): ChosenColumns {
  const places = new Map(columns.map(({ key }, index) => [key, index]))
  const chosen = [...new Set(wanted ?? places.keys())]
  const unknown = chosen.filter((key) => !places.has(key))
  if (unknown.length > 0) throw new UnknownColumnsError(unknownColumns(unknown, [...places.keys()]))
  const isPersonal = (key: string) => factsOf(personal, columns[places.get(key) ?? -1])?.personal === true
  const field = (key: string) => fieldFor(key, columns, places, types)
  return { fields: chosen.filter((key) => !isPersonal(key)).map(field), dropped: chosen.filter(isPersonal) }
}

function fieldFor(
  key: string,
  columns: readonly Column[],
  places: ReadonlyMap<string, number>,
  types: ColumnTypes | undefined,
): Field {
  const index = places.get(key) ?? -1
  const facts = columnFacts(factsOf(types, columns[index]))
  const convert = converterFor(facts)
  if (convert === undefined) return { key, index }
  return { key, index, convert, currency: currencyOf(facts, places) }
}

/** A column by its key, or by the name that it shares with others. */
function factsOf<T>(all: Readonly<Record<string, T>> | undefined, column: Column | undefined): T | undefined {
  if (all === undefined || column === undefined) return undefined
  if (Object.hasOwn(all, column.key)) return all[column.key]
  return Object.hasOwn(all, column.name) ? all[column.name] : undefined
}

function currencyOf({ currency }: ColumnFacts, places: ReadonlyMap<string, number>): number | string | undefined {
  if (currency === undefined) return undefined
  return places.get(currency) ?? (/^[A-Z]{3}$/.test(currency) ? currency : undefined)
}

/** Names of columns say nothing of a person, so they may stand in an error. */
function unknownColumns(unknown: readonly string[], known: readonly string[]): string {
  const more = known.length > namedAtMost ? ` and ${known.length - namedAtMost} more` : ''
  return `it has no column ${quoted(unknown)}. Its columns are ${quoted(known.slice(0, namedAtMost))}${more}.`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.slice(0, 80)}"`).join(', ')
}
