import type { DocumentContent } from '../../documents/document-content.ts'

/** A line as Amazon Pay's documents have it: every value in quotation marks. */
export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** A table of rows by column, the header first; a row leaves empty what it does not have. */
export function csvTable<Column extends string>(
  columns: readonly Column[],
  rows: readonly Partial<Record<NoInfer<Column>, string>>[],
): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map(csvLine).join('')
}

export function csvDocument(content: string): DocumentContent {
  return { content, contentType: 'text/csv; charset=UTF-8' }
}
