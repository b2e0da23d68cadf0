/** A table with formatted cells. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Printed below the table. */
  readonly note?: string | undefined
}

/** Formats a table. The first column is aligned to the left, the others to the right. */
export function formatTable({ title, columns, rows, note }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    widths
      .map((width, index) => (index === 0 ? (cells[index] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width)))
      .join('  ')
      .trimEnd()
  const separator = widths.map((width) => '-'.repeat(width)).join('  ')
  return [title, line(columns), separator, ...rows.map(line), ...(note === undefined ? [] : [note])].join('\n')
}
