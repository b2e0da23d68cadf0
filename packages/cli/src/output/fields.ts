import { cellText } from './csv.ts'
import { oneLine } from './table.ts'

/** Formats the fields of one thing for people, one per line. Fields without a value, and empty lists, are left out. */
export function formatFields(fields: Readonly<Record<string, unknown>>): string {
  const known = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  const width = Math.max(...known.map(([name]) => name.length), 0)
  return known.map(([name, value]) => `${name.padEnd(width)}  ${fieldText(value)}\n`).join('')
}

function fieldText(value: unknown): string {
  return oneLine(Array.isArray(value) ? value.map(cellText).join(' ') : cellText(value))
}

/** A time in a table: ISO 8601 to the minute, so that a row fits a terminal. */
export function tableTime(time: string | undefined): string | undefined {
  return time?.replace(/:\d\d(\.\d+)?Z$/, 'Z')
}
