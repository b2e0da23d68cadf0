import type { ColumnFacts } from '@reportline/report-types'
import { matchColumns } from './match-columns.ts'
import type { Column } from './name-columns.ts'

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
export function personalColumns(
  columns: readonly Column[],
  facts: Readonly<Record<string, ColumnFacts>>,
  selected: readonly number[],
): ReadonlySet<number> {
  const matches = matchColumns(columns, Object.keys(facts), { isComplete: true })
  const found = new Set(matches)
  const missing = Object.keys(facts).filter((name) => facts[name]?.personal === true && !found.has(name))
  const unknown = selected.filter((index) => matches[index] === undefined && !isNameless(columns[index]))
  if (missing.length > 0 && unknown.length > 0) throw new PersonalColumnsError(uncertain(missing, unknown.length))
  const isPersonal = (name: string | undefined) => name !== undefined && facts[name]?.personal === true
  const hasFacts = matches.length > 0 && Object.keys(facts).length > 0
  return new Set(
    columns.flatMap((column, index) => {
      return isPersonal(matches[index]) || (hasFacts && isNameless(column)) ? [index] : []
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
