import { extname } from 'node:path'
import { writeFile } from '@reportline/documents/write-file'
import type { ReportDocument } from '@reportline/reports'
import { UsageError } from '../errors/usage-error.ts'
import type { OutputStream, Terminal } from '../terminal.ts'
import { type Content, type ContentSummary, encodeRows, type ReadRowsOptions } from './encode-rows.ts'
import { openContent } from './open-content.ts'
import { tableFormatter } from './table.ts'

/** The values of `documentOptions`. */
export interface DocumentValues {
  readonly format: string | undefined
  readonly output: string | undefined
  readonly columns: readonly string[] | undefined
  readonly types: boolean
  readonly 'drop-personal': boolean
  readonly charset: string | undefined
  readonly 'decimal-mark': string | undefined
}

export type Format = 'table' | 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet' | 'raw'

/** How a document is written. */
export interface WriteOptions {
  readonly values: DocumentValues
  readonly terminal: Terminal
  readonly signal: AbortSignal
  readonly reportType: string | undefined
  /** The path of the file. Stdout if it is undefined. */
  readonly path: string | undefined
  /** Called with the number of rows so far. */
  readonly onRows?: ((rows: number) => void) | undefined
}

/** What was written. */
export interface WrittenDocument {
  readonly path?: string
  readonly format: Format
  /** Not for `raw`. */
  readonly rows?: number
  readonly bytes?: number
  readonly rejected?: number
  readonly warnings: ContentSummary['warnings']
}

const formatsByExtension: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.parquet': 'parquet',
}

/** The format by `--format` or the name of the file. Undefined if the document decides. */
export function chosenFormat({ format, output }: Pick<DocumentValues, 'format' | 'output'>): Format | undefined {
  if (format !== undefined) return format as Format
  if (output === undefined || /[\\/]$/.test(output)) return undefined
  return formatsByExtension[extname(output).toLowerCase()] ?? (extname(output) === '' ? undefined : 'raw')
}

/**
 * Writes a document to a file or to stdout. A file appears once it is complete, and only its owner can read it.
 *
 * @throws UsageError if the document cannot be written in the format; DocumentError if it cannot be read, or the file
 *   cannot be written.
 */
export async function writeDocument(document: ReportDocument, options: WriteOptions): Promise<WrittenDocument> {
  const format = chosenFormat(options.values)
  if (format === 'raw') return await writeRaw(document, options)
  const content = counted(await openContent(document, options.reportType, readOptions(options)), options.onRows)
  return await writeContent(content, format ?? defaultFormat(content, options), options, document.reportDocumentId)
}

function readOptions({ values, signal }: WriteOptions): ReadRowsOptions {
  return {
    columns: values.columns,
    types: values.types,
    dropPersonal: values['drop-personal'],
    charset: values.charset,
    decimalMark: values['decimal-mark'] as ReadRowsOptions['decimalMark'],
    signal,
  }
}

function defaultFormat({ kind }: Content, { path, terminal }: WriteOptions): Exclude<Format, 'raw'> {
  if (kind === 'records') return 'jsonl'
  return path === undefined && terminal.stdout.isTTY ? 'table' : 'csv'
}

async function writeContent(
  content: Content,
  format: Exclude<Format, 'raw'>,
  options: WriteOptions,
  reportDocumentId: string,
): Promise<WrittenDocument> {
  if (content.kind === 'records' && format !== 'jsonl' && format !== 'json') {
    throw new UsageError(`The report contains nested records, which are not a table. Use --format jsonl, json or raw.`)
  }
  const { path, terminal, signal } = options
  if (format === 'parquet') {
    if (path === undefined) throw new UsageError('A Parquet file cannot be written to stdout. Add --output FILE.')
    const { writeParquet } = await import('./parquet.ts')
    const bytes = await writeParquet(content, path, { reportDocumentId, types: options.values.types, signal })
    return { path, format, bytes, ...contentResult(content) }
  }
  const texts = format === 'table' ? encodeTable(content, terminal.stdout) : encodeRows(content, format)
  if (path === undefined) {
    for await (const text of texts) await terminal.stdout.write(text)
    signal.throwIfAborted()
    return { format, ...contentResult(content) }
  }
  const { bytes } = await writeFile(path, { reportDocumentId, open: async () => encoded(texts), signal })
  return { path, format, bytes, ...contentResult(content) }
}

function contentResult(content: Content): Pick<WrittenDocument, 'rows' | 'rejected' | 'warnings'> {
  return content.summary()
}

async function* encodeTable(content: Content, stdout: OutputStream): AsyncGenerator<string> {
  const table = tableFormatter(stdout)
  for await (const batch of content.batches) {
    yield table.format(batch as readonly Readonly<Record<string, unknown>>[], content.columns())
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}

/** Reports the number of rows as they are read. */
function counted(content: Content, onRows: ((rows: number) => void) | undefined): Content {
  if (onRows === undefined) return content
  const count = async function* (): AsyncGenerator<readonly object[]> {
    let rows = 0
    for await (const batch of content.batches) {
      rows += batch.length
      onRows(rows)
      yield batch
    }
  }
  return { ...content, batches: count() }
}

/** Writes the inflated bytes of a document as they are. */
async function writeRaw(document: ReportDocument, { path, terminal, signal }: WriteOptions): Promise<WrittenDocument> {
  if (path !== undefined) {
    const { bytes } = await document.save(path, { signal })
    return { path, format: 'raw', bytes, warnings: [] }
  }
  let bytes = 0
  for await (const chunk of document.bytes({ signal })) {
    bytes += chunk.length
    await terminal.stdout.write(chunk)
  }
  return { format: 'raw', bytes, warnings: [] }
}
