/**
 * Formats rows as a table for a terminal.
 *
 * @param rows The rows. Columns that a row does not have are left empty.
 * @param columns The columns to show, in this order.
 * @param width The maximum width of a column in characters. Longer cells are truncated with an ellipsis.
 */
export function formatTable(
  rows: readonly Readonly<Record<string, string>>[],
  columns: readonly string[],
  width = 40,
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  const cells = lines.map((line) => line.map((cell) => shorten(cell, width)))
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)))
  const rule = widths.map((one) => '─'.repeat(one))
  const [head = [], ...body] = cells
  return [head, rule, ...body]
    .map((line) => `    ${line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}

function shorten(cell: string, width: number): string {
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell
}
