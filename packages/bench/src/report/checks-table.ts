import { type Check, isMet, measuredText, requiredText } from './check.ts'
import type { Table } from './format-table.ts'

/** Returns the table of all figures and their targets. */
export function checksTable(checks: readonly Check[]): Table {
  return {
    title: 'Figures',
    columns: ['', 'required', 'measured', ''],
    rows: checks.map((check) => [
      check.name,
      requiredText(check),
      measuredText(check),
      isMet(check) ? 'met' : 'MISSED',
    ]),
  }
}
