import type { DocumentFormat } from '@reportline/report-types'
import { parseQuoted } from './parse-quoted.ts'
import { parseTable } from './parse-table.ts'
import { NotTableError, type TableParser, type TableSink } from './table-parser.ts'
import type { TableFormat } from './types.ts'

/** Callbacks of a table's parser. */
export interface TableOptions {
  /** Called as soon as the format is known. */
  readonly onFormat: (format: TableFormat) => void
  /** Called for each record before the header of an Amazon Pay settlement. */
  readonly onPreamble?: ((cells: readonly string[]) => void) | undefined
}

/** The methods that read documents that are not tables. */
const readers: Readonly<Record<string, string>> = { json: 'records()', xml: 'records()', zip: 'files()' }

/**
 * Creates the parser for a format.
 *
 * @throws NotTableError for a format that is not a table.
 */
export function tableParser(format: DocumentFormat, sink: TableSink, options: TableOptions): TableParser {
  if (!isTable(format)) {
    const reader = readers[format.kind] ?? 'bytes()'
    throw new NotTableError(`documents of this type are ${format.kind.toUpperCase()}: use ${reader}`)
  }
  options.onFormat(format)
  if (format.kind === 'csv') return parseQuoted(sink, { delimiter: format.delimiter ?? ',' })
  if (format.kind === 'pay-settlement') {
    return parseQuoted(sink, { delimiter: ',', preamble: options.onPreamble ?? (() => {}) })
  }
  return format.kind === 'tsv' && format.quoted ? parseQuoted(sink, { delimiter: '\t' }) : parseTable(sink)
}

/** Returns whether documents of a format are tables. */
export function isTable(format: DocumentFormat): format is TableFormat {
  return ['tsv', 'csv', 'settlement', 'pay-settlement'].includes(format.kind)
}
