import { open, rename, rm, stat } from 'node:fs/promises'
import { temporaryPathFor, writeFile } from '@reportline/documents/write-file'
import { UsageError } from '../errors/usage-error.ts'
import { csvEncoder } from './csv.ts'
import type { Content } from './encode-rows.ts'
import { ParquetColumns } from './parquet-columns.ts'

/** How a Parquet file is written. */
export interface ParquetOptions {
  /** Identifies the document in error messages. */
  readonly reportDocumentId: string
  /** Whether the cells were converted by their types. */
  readonly types: boolean
  readonly signal: AbortSignal
}

/** The optional packages, of which one is required. They are loaded when they are needed. */
export interface ParquetPackages {
  readonly duckdb: () => Promise<typeof import('@duckdb/node-api')>
  readonly hyparquet: () => Promise<typeof import('hyparquet-writer')>
}

const installedPackages: ParquetPackages = {
  duckdb: () => import('@duckdb/node-api'),
  hyparquet: () => import('hyparquet-writer'),
}

/**
 * Writes a table as a Parquet file. It appears once it is complete, and only its owner can read it. DuckDB is preferred,
 * because it is faster and can write typed columns. hyparquet-writer needs no native code.
 *
 * @returns The number of bytes.
 * @throws UsageError if neither package is installed, or the table has no columns.
 */
export async function writeParquet(
  content: Content,
  path: string,
  options: ParquetOptions,
  packages: ParquetPackages = installedPackages,
): Promise<number> {
  const duckdb = await packages.duckdb().catch(() => undefined)
  if (duckdb !== undefined) return await writeWithDuckDb(duckdb, content, path, options)
  if (options.types) {
    throw new UsageError('Parquet with --types needs DuckDB. Run: npm install --global @duckdb/node-api')
  }
  const hyparquet = await packages.hyparquet().catch((cause: unknown) => {
    throw new UsageError(
      'Parquet needs a package that is not installed. Run: npm install --global @duckdb/node-api\n' +
        'Without native code: npm install --global hyparquet-writer',
      { cause },
    )
  })
  const { reportDocumentId, signal } = options
  const { bytes } = await writeFile(path, {
    reportDocumentId,
    open: async () => encodeParquet(hyparquet, content),
    signal,
  })
  return bytes
}

/** Writes the rows to a temporary CSV file, which DuckDB converts: this is faster than passing it each row. */
async function writeWithDuckDb(
  { DuckDBInstance }: typeof import('@duckdb/node-api'),
  content: Content,
  path: string,
  { reportDocumentId, types, signal }: ParquetOptions,
): Promise<number> {
  const csvPath = temporaryPathFor(path)
  const parquetPath = temporaryPathFor(path)
  try {
    const columns = new ParquetColumns(types)
    await writeFile(csvPath, { reportDocumentId, open: async () => encodeCsv(content, columns), signal })
    if (columns.names.length === 0) throw noColumns()
    // DuckDB writes to an existing file without changing its permissions.
    await (await open(parquetPath, 'wx', 0o600)).close()
    const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '2' })
    const connection = await instance.connect()
    const interrupt = (): void => connection.interrupt()
    signal.addEventListener('abort', interrupt, { once: true })
    try {
      signal.throwIfAborted()
      await connection.run(columns.copyStatement(csvPath, parquetPath))
    } finally {
      signal.removeEventListener('abort', interrupt)
      connection.closeSync()
      instance.closeSync()
    }
    return await publish(parquetPath, path)
  } finally {
    await rm(csvPath, { force: true })
    await rm(parquetPath, { force: true })
  }
}

/** Gives a complete file its name. */
async function publish(temporary: string, path: string): Promise<number> {
  const file = await open(temporary, 'r+')
  await file.sync().finally(() => file.close())
  const { size } = await stat(temporary)
  await rename(temporary, path)
  return size
}

/** Encodes the rows without a header. */
async function* encodeCsv(content: Content, columns: ParquetColumns): AsyncGenerator<Uint8Array> {
  const encoder = csvEncoder(',')
  for await (const batch of content.batches) {
    columns.start(content.columns())
    const rows = columns.texts(batch as readonly Readonly<Record<string, unknown>>[])
    yield Buffer.from(encoder.rows(rows, columns.names))
  }
  columns.start(content.columns())
}

/** Rows of a row group, which are in memory at the same time. */
const rowGroupRows = 50_000

async function* encodeParquet(
  { ByteWriter, ParquetWriter, schemaFromColumnData }: typeof import('hyparquet-writer'),
  content: Content,
): AsyncGenerator<Uint8Array> {
  const output = new ByteWriter()
  const take = (): Uint8Array => {
    const bytes = new Uint8Array(output.getBuffer())
    output.index = 0
    return bytes
  }
  let writer: InstanceType<typeof ParquetWriter> | undefined
  let rows: Readonly<Record<string, string>>[] = []
  const writeGroup = async (): Promise<void> => {
    const columnData = content
      .columns()
      .map((name) => ({ name, data: rows.map((row) => row[name] ?? ''), type: 'STRING' as const, nullable: false }))
    if (columnData.length === 0) throw noColumns()
    writer ??= new ParquetWriter({ writer: output, schema: schemaFromColumnData({ columnData }) })
    if (rows.length > 0) await writer.write({ columnData })
    rows = []
  }
  for await (const batch of content.batches) {
    rows.push(...(batch as Readonly<Record<string, string>>[]))
    if (rows.length < rowGroupRows) continue
    await writeGroup()
    yield take()
  }
  await writeGroup()
  await writer?.finish()
  yield take()
}

function noColumns(): UsageError {
  return new UsageError('The document is empty, and a Parquet file must have columns. Use --format csv or raw.')
}
