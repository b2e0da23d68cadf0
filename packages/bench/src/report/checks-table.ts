import { type Check, isMet, measuredText, requiredText } from './check.ts'
import type { Table } from './format-table.ts'

/** All figures that have to be reached, and whether they are. */
export function checksTable(checks: readonly Check[]): Table {
  return {
    title: 'Figures',
    columns: ['', 'required', 'measured', ''],
    rows: checks.map((check) => [
      check.name,
      requiredText(check),
      measuredText(check),
      isMet(check) ? 'reached' : 'FALLS SHORT',
    ]),
  }
}
