import type { DocumentFormat } from '@reportline/report-types'
import { otherFormat } from './non-table-format.ts'
import { parseQuoted } from './parse-quoted.ts'
import { parseTable } from './parse-table.ts'
import { LineTooLongError, longestLine, NoTableError, type TableParser, type TableSink } from './table-parser.ts'

/** What a table is, as far as reading it goes. */
export type TableFormat = Extract<DocumentFormat, { kind: 'tsv' | 'csv' | 'settlement' | 'pay-settlement' }>

/** What a table's parser is told, and tells, besides its rows. */
export interface TableOptions {
  /** Told the format as soon as it is known. */
  readonly onFormat: (format: TableFormat) => void
  readonly onPreamble?: ((cells: readonly string[]) => void) | undefined
}

/** How to read documents that hold no rows. */
const readers: Readonly<Record<string, string>> = { json: 'records()', xml: 'records()', zip: 'files()' }

/**
 * Makes the parser for a format, or one that looks at the header first where nobody knows the format.
 *
 * @throws NoTableError for a format that has no rows.
 */
export function tableParser(format: DocumentFormat | undefined, sink: TableSink, options: TableOptions): TableParser {
  if (format === undefined) return new UnknownParser(sink, options)
  if (!isTable(format)) {
    const use = readers[format.kind] ?? 'bytes()'
    throw new NoTableError(`documents of its type are ${format.kind.toUpperCase()}, to be read by ${use}`)
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

/** Waits for the header to tell what the table is. What has come is looked at once, however small the pieces are. */
class UnknownParser implements TableParser {
  readonly #sink: TableSink
  readonly #options: TableOptions
  #held = ''
  /** Where the header begins in what is held; -1 as long as there are blank lines only. */
  #header = -1
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
    const before = this.#held.length
    this.#held += text
    if (this.#header === -1) {
      const found = text.search(/[^\r\n]/)
      if (found !== -1) this.#header = before + found
    }
    const end = this.#header === -1 ? -1 : text.indexOf('\n', Math.max(0, this.#header - before))
    if (end !== -1) this.#begin(this.#held.slice(this.#header, before + end))
    else if (this.#held.length > longestLine) throw new LineTooLongError(1)
  }

  end(): void {
    if (this.#parser === undefined) this.#begin(this.#held)
    this.#parser?.end()
  }

  #begin(header: string): void {
    const parser = tableParser(formatOf(header.trimEnd()), this.#sink, this.#options)
    this.#parser = parser
    const held = this.#held
    this.#held = ''
    parser.push(held)
  }
}

/**
 * Tells a table's format by its header: settlements by the names that only they have; without a tab but with a comma it is comma-separated, and tab-separated with
 * quotation marks where every name stands in them.
 */
function formatOf(header: string): TableFormat {
  const other = otherFormat(header)
  if (other !== undefined) throw new NoTableError(`it looks like ${other}`)
  if (/^"?(?:SellerId|Settlement(?:Start|End)Date)"?,/.test(header)) return { kind: 'pay-settlement' }
  if (/^settlement-id\t(?:.*\t)?total-amount\t/.test(header)) return { kind: 'settlement' }
  if (!header.includes('\t')) return { kind: header.includes(',') ? 'csv' : 'tsv' }
  const quoted = header.split('\t').every((name) => /^".*"$/.test(name))
  return quoted ? { kind: 'tsv', quoted: true } : { kind: 'tsv' }
}
