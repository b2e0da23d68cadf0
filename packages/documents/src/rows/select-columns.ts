import type { ColumnFacts } from '@reportline/report-types'
import { type ColumnTypes, type ConvertCell, type ConvertContext, columnFacts, converterFor } from './cell-types.ts'
import { lettersOf, matchColumns } from './match-columns.ts'
import type { Column } from './name-columns.ts'
import { personalColumns } from './personal-columns.ts'

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
  /** Names of the columns, which become the properties of a row, in this order. Undefined: all, with their keys. */
  readonly columns?: readonly string[] | undefined
  readonly types?: ColumnTypes | undefined
  readonly convert: ConvertContext
  /** All columns that the catalogue has for the report type, in the order of the document. */
  readonly known?: Readonly<Record<string, ColumnFacts>> | undefined
  /** Omits the columns that are personal data. */
  readonly dropPersonal?: boolean | undefined
}

/** The selected columns of a table. */
export interface SelectedColumns {
  readonly fields: readonly Field[]
  /** Keys of the personal columns that were omitted. */
  readonly dropped: readonly string[]
  /** Names with a type that were not found, although the header has columns that are not known. */
  readonly notFound: readonly string[]
}

/** Thrown if the header does not have a selected column. */
export class UnknownColumnsError extends Error {}

/** Maximum number of column names in an error message. */
const maxListedColumns = 60

/**
 * Applies a selection to the columns of a table. Names are matched as in {@link matchColumns}.
 *
 * @throws UnknownColumnsError if the table does not have a selected column.
 * @throws PersonalColumnsError if it is not certain which columns are personal data.
 */
export function selectColumns(columns: readonly Column[], selection: ColumnSelection): SelectedColumns {
  const { known, types = {} } = selection
  const selected = selectedColumns(columns, selection)
  const indexes = selected.map(({ index }) => index)
  const personal = selection.dropPersonal ? personalColumns(columns, known ?? {}, indexes) : new Set<number>()
  const matches = matchColumns(columns, Object.keys(types), { isComplete: types === known })
  const field = ({ key, index }: SelectedColumn) =>
    fieldFor(key, index, columns, columnFacts(factsAt(types, matches[index])), selection.convert)
  return {
    fields: selected.filter(({ index }) => !personal.has(index)).map(field),
    dropped: selected.filter(({ index }) => personal.has(index)).map(({ key }) => key),
    notFound: namesNotFound(types, matches, types === known),
  }
}

/** A property of the rows, and the index of its column. */
interface SelectedColumn {
  readonly key: string
  readonly index: number
}

function selectedColumns(columns: readonly Column[], { columns: names, known }: ColumnSelection): SelectedColumn[] {
  if (names === undefined) return columns.map(({ key }, index) => ({ key, index }))
  const found = [...new Set(names)].map((key) => ({ key, index: findColumn(columns, key, known) }))
  const unknown = found.filter(({ index }) => index === undefined).map(({ key }) => key)
  const keys = columns.map(({ key }) => key)
  if (unknown.length > 0) throw new UnknownColumnsError(unknownColumns(unknown, keys))
  return found as SelectedColumn[]
}

/** Returns the index of the one column with a name, or undefined if there is none or if several may be meant. */
function findColumn(
  columns: readonly Column[],
  name: string,
  known: Readonly<Record<string, ColumnFacts>> | undefined,
): number | undefined {
  const exact = columns.findIndex(({ key }) => key === name)
  if (exact !== -1) return exact
  const byName = indexesOf(name, matchColumns(columns, [name]))
  if (byName.length > 0) return byName.length === 1 ? byName[0] : undefined
  const knownName = Object.keys(known ?? {}).find((other) => lettersOf(other) === lettersOf(name))
  if (knownName === undefined) return undefined
  const byPosition = indexesOf(knownName, matchColumns(columns, Object.keys(known ?? {}), { isComplete: true }))
  return byPosition.length === 1 ? byPosition[0] : undefined
}

function indexesOf(name: string, matches: readonly (string | undefined)[]): number[] {
  return matches.flatMap((match, index) => (match === name ? [index] : []))
}

function factsAt<T>(all: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(all, name) ? all[name] : undefined
}

function fieldFor(
  key: string,
  index: number,
  columns: readonly Column[],
  facts: ColumnFacts,
  context: ConvertContext,
): Field {
  const convert = converterFor(facts, context)
  return convert === undefined ? { key, index } : { key, index, convert, currency: currencyOf(facts, columns) }
}

function currencyOf({ currency }: ColumnFacts, columns: readonly Column[]): number | string | undefined {
  if (currency === undefined) return undefined
  return findColumn(columns, currency, undefined) ?? (/^[A-Z]{3}$/.test(currency) ? currency : undefined)
}

/** Amazon omits columns of the catalogue, so those are not found only if the header has columns that are not known. */
function namesNotFound(
  types: ColumnTypes,
  matches: readonly (string | undefined)[],
  isCatalogue: boolean,
): readonly string[] {
  if (isCatalogue && !matches.includes(undefined)) return []
  const found = new Set(matches)
  return Object.keys(types).filter((name) => (columnFacts(types[name]).type ?? 'text') !== 'text' && !found.has(name))
}

/** Column names are not personal data, so the message may contain them. */
function unknownColumns(unknown: readonly string[], known: readonly string[]): string {
  const more = known.length > maxListedColumns ? ` and ${known.length - maxListedColumns} more` : ''
  return `it has no column ${quoted(unknown)}. Its columns are ${quoted(known.slice(0, maxListedColumns))}${more}.`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.slice(0, 80)}"`).join(', ')
}
