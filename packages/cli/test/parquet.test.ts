import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from '@reportline/documents'
import { describe, expect, test } from 'vitest'
import { openContent } from '../src/output/open-content.ts'
import { type ParquetPackages, writeParquet } from '../src/output/parquet.ts'
import { Program } from './support/program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const shipments = 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL'

const notInstalled = async () => {
  throw new Error('Cannot find package')
}
const withoutDuckDb: ParquetPackages = { duckdb: notInstalled, hyparquet: () => import('hyparquet-writer') }

/** Reads a Parquet file with DuckDB: its rows, and the types of its columns. */
async function readParquet(path: string) {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(`SELECT * FROM '${path}'`)
  const types = reader.columnNames().map((name, index) => `${name} ${reader.columnTypes()[index]}`)
  const rows = reader.getRowsJson()
  connection.closeSync()
  instance.closeSync()
  return { types, rows }
}

async function contentOf(text: string, types = false) {
  const signal = new AbortController().signal
  const options = { columns: undefined, types, dropPersonal: false, charset: undefined, decimalMark: undefined, signal }
  return await openContent(parse(Buffer.from(text)), undefined, options)
}

describe('--format parquet', () => {
  test('writes all cells as text, also empty ones and those with quotation marks', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, "seller's.parquet")
    const input = 'sku\tname\nA\t9" x, Größe\n\tempty sku\nNULL\t\n'
    const result = await new Program(['parse', '-', '-o', path, '-q'], { input }).result
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await readdir(folder.path)).toEqual(["seller's.parquet"])
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    const { types, rows } = await readParquet(path.replace("'", "''"))
    expect(types).toEqual(['sku VARCHAR', 'name VARCHAR'])
    expect(rows).toEqual([
      ['A', '9" x, Größe'],
      ['', 'empty sku'],
      ['NULL', ''],
    ])
  })

  test('with --types writes integers, times, and amounts with a column for the currency', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'orders.parquet')
    const input = `amazon-order-id\tpurchase-date\tquantity-shipped\tcurrency\titem-price
1\t2026-11-01T10:00:00+00:00\t2\tEUR\t10.5
2\t2026-11-02T10:00:00+01:00\t\tEUR\t3.125
3\t\t1\t\t
`
    const args = ['parse', '-', '--type', shipments, '-m', 'DE', '--types', '-o', path, '-q']
    expect(await new Program(args, { input }).result).toMatchObject({ code: 0, stderr: '' })
    const { types, rows } = await readParquet(path)
    expect(types).toEqual([
      'amazon-order-id VARCHAR',
      'purchase-date TIMESTAMP WITH TIME ZONE',
      'quantity-shipped BIGINT',
      'currency VARCHAR',
      'item-price DECIMAL(38,3)',
      'item-price currency VARCHAR',
    ])
    expect(rows.map((row) => row.slice(2))).toEqual([
      ['2', 'EUR', '10.500', 'EUR'],
      [null, 'EUR', '3.125', 'EUR'],
      ['1', '', null, null],
    ])
  })

  test('with --types keeps a column as text if a cell cannot be converted', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'orders.parquet')
    const input = 'amazon-order-id\tquantity-shipped\tcurrency\titem-price\n1\t2\tEUR\t1.234,50\n2\tmany\tEUR\t7\n'
    const args = ['parse', '-', '--type', shipments, '-m', 'DE', '--types', '-o', path, '-q']
    expect(await new Program(args, { input }).result).toMatchObject({ code: 0 })
    const { types, rows } = await readParquet(path)
    expect(types.slice(1)).toEqual([
      'quantity-shipped VARCHAR',
      'currency VARCHAR',
      'item-price VARCHAR',
      'item-price currency VARCHAR',
    ])
    expect(rows).toEqual([
      ['1', '2', 'EUR', '1.234,50', 'EUR'],
      ['2', 'many', 'EUR', '7', 'EUR'],
    ])
  })

  test('leaves an existing file unchanged and no temporary file if it fails', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'orders.parquet')
    await writeFile(path, 'before')
    const { code, stderr } = await new Program(['parse', '-', '-o', path], { input: '' }).result
    expect([code, stderr]).toEqual([2, expect.stringContaining('a Parquet file must have columns')])
    expect(await readdir(folder.path)).toEqual(['orders.parquet'])
    expect(await readFile(path, 'utf8')).toBe('before')
  })

  test('refuses nested records', async () => {
    const args = ['parse', '-', '--format', 'parquet', '-o', '/nonexistent/a.parquet']
    const result = await new Program(args, { input: '[{"asin":"A"}]' }).result
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('Use --format jsonl, json or raw') })
  })
})

describe('writeParquet without DuckDB', () => {
  const options = { reportDocumentId: 'document', types: false, signal: new AbortController().signal }

  test('writes the same rows with hyparquet-writer, in several row groups', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a.parquet')
    const lines = Array.from({ length: 60_000 }, (_, index) => `${index}\t${index % 7 === 0 ? '' : 'Größe'}\n`)
    const bytes = await writeParquet(await contentOf(`sku\tname\n${lines.join('')}`), path, options, withoutDuckDb)
    expect((await stat(path)).size).toBe(bytes)
    const { types, rows } = await readParquet(path)
    expect(types).toEqual(['sku VARCHAR', 'name VARCHAR'])
    expect(rows).toEqual(lines.map((line) => line.trimEnd().split('\t')).map(([sku, name = '']) => [sku, name]))
  })

  test('says which package to install for types, and if there is none', async () => {
    const content = await contentOf('sku\tname\nA\tB\n')
    const nothing = { duckdb: notInstalled, hyparquet: notInstalled }
    await expect(writeParquet(content, '/nonexistent/a', { ...options, types: true }, withoutDuckDb)).rejects.toThrow(
      'Run: npm install --global @duckdb/node-api',
    )
    await expect(writeParquet(content, '/nonexistent/a', options, nothing)).rejects.toThrow(
      'npm install --global hyparquet-writer',
    )
  })

  test('stops and leaves nothing behind when it is aborted', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a.parquet')
    for (const packages of [undefined, withoutDuckDb]) {
      const signal = AbortSignal.abort(new Error('stopped'))
      const writing = writeParquet(await contentOf('sku\tname\nA\tB\n'), path, { ...options, signal }, packages)
      await expect(writing).rejects.toThrow('stopped')
    }
    expect(await readdir(folder.path)).toEqual([])
  })
})
