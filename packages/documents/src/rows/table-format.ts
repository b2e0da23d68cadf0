import type { DocumentFormat } from '@reportline/report-types'
import { nonTableFormat } from './non-table-format.ts'
import { parseQuoted } from './parse-quoted.ts'
import { parseTable } from './parse-table.ts'
import { LineTooLongError, maxLineLength, NotTableError, type TableParser, type TableSink } from './table-parser.ts'
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
 * Creates the parser for a format. If the format is not known, the parser detects it from the header.
 *
 * @throws NotTableError for a format that is not a table.
 */
export function tableParser(format: DocumentFormat | undefined, sink: TableSink, options: TableOptions): TableParser {
  if (format === undefined) return new DetectingParser(sink, options)
  if (!isTable(format)) {
    const reader = readers[format.kind] ?? 'bytes()'
    throw new NotTableError(`documents of this type are ${format.kind.toUpperCase()}: use ${reader}`)
  }
  options.onFormat(format)
  if (format.kind === 'csv') return parseQuoted(sink, { delimiter: ',' })
  if (format.kind === 'pay-settlement') {
    return parseQuoted(sink, { delimiter: ',', preamble: options.onPreamble ?? (() => {}) })
  }
  return format.kind === 'tsv' && format.quoted ? parseQuoted(sink, { delimiter: '\t' }) : parseTable(sink)
}

function isTable(format: DocumentFormat): format is TableFormat {
  return ['tsv', 'csv', 'settlement', 'pay-settlement'].includes(format.kind)
}

/** Waits for the header to detect the format. Scans each piece of text only once, however small the pieces are. */
class DetectingParser implements TableParser {
  readonly #sink: TableSink
  readonly #options: TableOptions
  #pending = ''
  /** Index of the header in the pending text, or -1 if there are only empty lines so far. */
  #headerStart = -1
  #parser: TableParser | undefined

  constructor(sink: TableSink, options: TableOptions) {
    this.#sink = sink
    this.#options = options
  }

  push(text: string): void {
    if (this.#parser !== undefined) {
      this.#parser.push(text)
      return
    }
    const offset = this.#pending.length
    this.#pending += text
    if (this.#headerStart === -1) {
      const start = text.search(/[^\r\n]/)
      if (start !== -1) this.#headerStart = offset + start
    }
    const end = this.#headerStart === -1 ? -1 : text.indexOf('\n', Math.max(0, this.#headerStart - offset))
    if (end !== -1) this.#start(this.#pending.slice(this.#headerStart, offset + end))
    else if (this.#pending.length > maxLineLength) throw new LineTooLongError(1)
  }

  end(): void {
    if (this.#parser === undefined) this.#start(this.#pending)
    this.#parser?.end()
  }

  #start(header: string): void {
    const parser = tableParser(detectFormat(header.trimEnd()), this.#sink, this.#options)
    this.#parser = parser
    const pending = this.#pending
    this.#pending = ''
    parser.push(pending)
  }
}

/**
 * Detects the format of a table from its header. Settlements have columns that no other table has. A header with commas
 * and without tabs is comma-separated. A header in which every name is quoted has quotation marks.
 */
function detectFormat(header: string): TableFormat {
  const other = nonTableFormat(header)
  if (other !== undefined) throw new NotTableError(`it looks like ${other}`)
  if (/^"?(?:SellerId|Settlement(?:Start|End)Date)"?,/.test(header)) return { kind: 'pay-settlement' }
  if (/^settlement-id\t(?:.*\t)?total-amount\t/.test(header)) return { kind: 'settlement' }
  if (!header.includes('\t')) return { kind: header.includes(',') ? 'csv' : 'tsv' }
  const quoted = header.split('\t').every((name) => /^".*"$/.test(name))
  return quoted ? { kind: 'tsv', quoted: true } : { kind: 'tsv' }
}
