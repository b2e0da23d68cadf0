/**
 * Lays out rows as a text table.
 *
 * @param columns which columns to show, in this order
 * @param width how wide a column may be, in characters; longer cells end with …
 */
export function formatTable(rows: readonly Readonly<Record<string, string>>[], columns: readonly string[], width = 32): string {
  const cells = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((line) =>
    line.map((cell) => shorten(cell, width)),
  )
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)))
  const [head = [], ...body] = cells.map((line) => line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd())
  return [head, widths.map((one) => '─'.repeat(one)).join('  '), ...body].map((line) => `    ${line}`).join('\n')
}

function shorten(cell: string, width: number): string {
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell
}
