import { rm, stat } from 'node:fs/promises'
import { writeFile } from '@reportline/documents/write-file'
import { UsageError } from '../errors/usage-error.ts'
import { type Content, encodeRows } from './encode-rows.ts'

/** Writes a table as a Parquet file: the rows as a temporary CSV file, which DuckDB converts. */
export async function writeParquet(
  content: Content,
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch((cause: unknown) => {
    throw new UsageError('Parquet needs a package that is not installed. Run: npm install --global @duckdb/node-api', {
      cause,
    })
  })
  const temporary = `${path}.part.csv`
  try {
    await writeFile(temporary, {
      reportDocumentId: path,
      open: async () => bytesOf(encodeRows(content, 'csv')),
      signal,
    })
    const connection = await (await DuckDBInstance.create()).connect()
    const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
    await connection.run(
      `COPY (FROM read_csv(${quoted(temporary)}, header = true, all_varchar = true)) TO ${quoted(path)} (FORMAT parquet)`,
    )
  } finally {
    await rm(temporary, { force: true })
  }
  return (await stat(path)).size
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}
