import type { ColumnFacts } from '@reportline/report-types'
import { type ColumnTypes, type ConvertCell, type ConvertContext, columnFacts, converterFor } from './cell-types.ts'
import { type Column, lettersOf, matchColumns } from './match-columns.ts'

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
interface SelectedColumns {
  readonly fields: readonly Field[]
  /** Keys of the personal columns that were omitted. */
  readonly dropped: readonly string[]
  /** All columns. The personal ones have their names of the catalogue if they are dropped. */
  readonly columns: readonly Column[]
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
  const personal = selection.dropPersonal ? personalColumns(columns, known ?? {}, indexes) : new Map<number, string>()
  const matches = matchTypes(columns, types, known)
  const field = ({ key, index }: SelectedColumn) =>
    fieldFor(key, index, columns, columnFacts(factsAt(types, matches[index])), selection.convert)
  return {
    fields: selected.filter(({ index }) => !personal.has(index)).map(field),
    columns: columns.map((column, index) => renamed(column, personal.get(index))),
    dropped: selected.flatMap(({ key, index }) => personal.get(index) ?? (personal.has(index) ? [key] : [])),
    notFound: namesNotFound(types, matches, types === known),
  }
}

/** Returns for each column the name of its type. A name of the catalogue is also found by the position of its column. */
function matchTypes(
  columns: readonly Column[],
  types: ColumnTypes,
  known: ColumnSelection['known'] = {},
): (string | undefined)[] {
  const names = new Map(Object.keys(types).map((name) => [lettersOf(name), name]))
  const knownNames = matchColumns(columns, Object.keys(known), { isComplete: true })
  return matchColumns(columns, Object.keys(types)).map((name, index) => {
    const knownName = knownNames[index]
    return name ?? (knownName === undefined ? undefined : names.get(lettersOf(knownName)))
  })
}

/** A document without a header has personal data in its first line, so a personal column gets its name of the catalogue. */
function renamed(column: Column, name: string | undefined): Column {
  return name === undefined ? column : { ...column, key: name, name }
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
  if (unknown.length > 0) throw new UnknownColumnsError(unknownColumns(unknown, columns, known))
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

/**
 * Column names are not personal data. But if a document of a type with personal data has no known column, its first line
 * may not be a header, and the message must not contain it.
 */
function unknownColumns(
  unknown: readonly string[],
  columns: readonly Column[],
  known: ColumnSelection['known'],
): string {
  const problem = `it has no column ${quoted(unknown)}.`
  const hasPersonal = Object.values(known ?? {}).some(({ personal }) => personal === true)
  const isKnown = matchColumns(columns, Object.keys(known ?? {})).some((name) => name !== undefined)
  if (hasPersonal && !isKnown)
    return `${problem} The first line has ${columns.length} cells, and none is a known column.`
  const more = columns.length > maxListedColumns ? ` and ${columns.length - maxListedColumns} more` : ''
  return `${problem} Its columns are ${quoted(columns.slice(0, maxListedColumns).map(({ key }) => key))}${more}.`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.slice(0, 80)}"`).join(', ')
}

/** Thrown if a column may be personal data, but it is not certain which one. */
export class PersonalColumnsError extends Error {}

/**
 * Returns which columns are personal data. Columns without a name are treated as personal too.
 *
 * @param facts All columns of the report type, in the order of the document.
 * @param selected Indexes of the columns that the rows have.
 * @throws PersonalColumnsError if a personal column was not found while a selected column is not known: that column may be
 * the personal one, in another language or under another name.
 */
function personalColumns(
  columns: readonly Column[],
  facts: Readonly<Record<string, ColumnFacts>>,
  selected: readonly number[],
): ReadonlyMap<number, string | undefined> {
  const matches = matchColumns(columns, Object.keys(facts), { isComplete: true })
  const found = new Set(matches)
  const missing = Object.keys(facts).filter((name) => facts[name]?.personal === true && !found.has(name))
  const unknown = selected.filter((index) => matches[index] === undefined && !isNameless(columns[index]))
  if (missing.length > 0 && unknown.length > 0) throw new PersonalColumnsError(uncertain(missing, unknown.length))
  const isPersonal = (name: string | undefined) => name !== undefined && facts[name]?.personal === true
  const hasFacts = matches.length > 0 && Object.keys(facts).length > 0
  return new Map(
    columns.flatMap((column, index) => {
      const match = matches[index]
      return isPersonal(match) || (hasFacts && isNameless(column)) ? [[index, match] as const] : []
    }),
  )
}

function isNameless(column: Column | undefined): boolean {
  return column === undefined || column.name.trim() === ''
}

function uncertain(missing: readonly string[], unknown: number): string {
  const names = missing.map((name) => `"${name}"`).join(', ')
  return (
    `dropPersonal cannot be applied. The header does not have the personal columns ${names}, ` +
    `and ${unknown} of its columns are not known: they may be translated. ` +
    'Leave dropPersonal out, and set columns to the columns to keep.'
  )
}
