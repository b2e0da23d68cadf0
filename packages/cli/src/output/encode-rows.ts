import type { ReportDocument } from '@reportline/reports'
import { csvEncoder } from './csv.ts'

/** Formats that are written as text. */
export type TextFormat = 'csv' | 'tsv' | 'jsonl' | 'json'

/** How the rows or records of a document are read. */
export interface ReadRowsOptions {
  readonly columns: readonly string[] | undefined
  readonly types: boolean
  readonly dropPersonal: boolean
  readonly charset: string | undefined
  readonly decimalMark: 'auto' | 'point' | 'comma' | undefined
  readonly signal: AbortSignal
}

/** What reading a document has shown. Complete when everything has been read. */
export interface ContentSummary {
  /** The number of rows or records. */
  readonly rows: number
  readonly rejected: number
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly count: number }[]
}

/** The rows of a table, or the records of a JSON or XML document. */
export interface Content {
  readonly kind: 'rows' | 'records'
  readonly batches: AsyncIterable<readonly object[]>
  /** The keys of the rows. Known once the first batch has been read, or the table has ended. */
  columns(): readonly string[]
  summary(): ContentSummary
}

/** Opens the rows of a document as a table. */
export function rowsOf(document: ReportDocument, options: ReadRowsOptions): Content {
  const { types, decimalMark, ...shared } = options
  const rows = document.rows(types ? { ...shared, types: true, decimalMark } : shared)
  return {
    kind: 'rows',
    batches: rows,
    columns() {
      const { columns, dropped } = rows.summary
      return options.columns?.filter((name) => !dropped.includes(name)) ?? keysOf(columns, dropped)
    },
    summary: () => ({
      rows: rows.summary.rows,
      rejected: rows.summary.rejectedCount,
      warnings: rows.summary.warnings,
    }),
  }
}

function keysOf(columns: readonly { readonly key: string }[], dropped: readonly string[]): string[] {
  return columns.map(({ key }) => key).filter((key) => !dropped.includes(key))
}

/** Opens the records of a JSON or XML document. */
export function recordsOf(document: ReportDocument, { dropPersonal, charset, signal }: ReadRowsOptions): Content {
  const records = document.records({ dropPersonal, charset, signal, exactIntegers: true })
  return {
    kind: 'records',
    batches: records,
    columns: () => [],
    summary: () => ({ rows: records.summary.records, rejected: 0, warnings: records.summary.warnings }),
  }
}

/** Encodes rows or records as text, one chunk per batch. */
export async function* encodeRows(content: Content, format: TextFormat): AsyncGenerator<string> {
  if (format === 'jsonl') yield* encodeJsonLines(content.batches)
  else if (format === 'json') yield* encodeJson(content.batches)
  else yield* encodeDelimited(content, format)
}

async function* encodeJsonLines(batches: Content['batches']): AsyncGenerator<string> {
  for await (const batch of batches) {
    let text = ''
    for (const row of batch) text += `${JSON.stringify(row)}\n`
    yield text
  }
}

async function* encodeJson(batches: Content['batches']): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const batch of batches) {
    let text = ''
    for (const row of batch) {
      text += `${separator}${JSON.stringify(row)}`
      separator = ',\n'
    }
    yield text
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

async function* encodeDelimited(content: Content, format: 'csv' | 'tsv'): AsyncGenerator<string> {
  const encoder = csvEncoder(format === 'csv' ? ',' : '\t')
  let columns: readonly string[] | undefined
  for await (const batch of content.batches) {
    let text = ''
    if (columns === undefined) {
      columns = content.columns()
      text = encoder.header(columns)
    }
    yield text + encoder.rows(batch as readonly Readonly<Record<string, unknown>>[], columns)
  }
  // A table without rows has a header nevertheless.
  if (columns === undefined && content.columns().length > 0) yield encoder.header(content.columns())
}
