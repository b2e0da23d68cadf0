import type { DocumentContent } from '../../../documents/document-content.ts'

/** Formats a line of Amazon Pay's documents. Every value is in quotation marks. */
export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** Formats a table with a header. Missing values are empty. */
export function csvTable<Column extends string>(
  columns: readonly Column[],
  rows: readonly Partial<Record<NoInfer<Column>, string>>[],
): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map(csvLine).join('')
}

export function csvDocument(content: string): DocumentContent {
  return { content, contentType: 'text/csv; charset=UTF-8' }
}
