import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { charsets, encode } from '../src/data/charset.ts'
import { makeDocument } from '../src/data/documents.ts'
import { columns } from '../src/data/orders-table.ts'
import { writeRepeatedGzip } from '../src/data/repeated-gzip.ts'

const folder = mkdtempSync(join(tmpdir(), 'reportline-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function bytesOf(kind: Parameters<typeof makeDocument>[0], size = 100_000): Buffer {
  const { parts } = makeDocument(kind, size)
  return Buffer.concat(parts.flatMap(({ bytes, times }) => Array.from({ length: times }, () => bytes)))
}

describe.each(charsets)('a table in %s', (charset) => {
  test('has the same bytes each time it is generated', () => {
    expect(bytesOf(charset).equals(bytesOf(charset))).toBe(true)
  })

  test('decodes without an error and has the expected rows and cells', () => {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytesOf(charset), { stream: true })
    const [head = '', ...lines] = text.slice(0, -2).split('\r\n')
    const cells = lines.map((line) => line.split('\t'))
    const { facts } = makeDocument(charset, 100_000)
    expect(head.split('\t')).toEqual([...columns])
    expect(cells.every((row) => row.length === 40)).toBe(true)
    expect(lines.length).toBe(facts.rows)
    const characters = cells.map((row) => (row[0]?.length ?? 0) + (row[columns.indexOf('product-name')]?.length ?? 0))
    expect(characters.reduce((sum, one) => sum + one, 0)).toBe(facts.characters)
  })

  test('has characters outside ASCII and quotation marks in its cells, like real reports', () => {
    const bytes = bytesOf(charset)
    expect(bytes.some((byte) => byte > 0x7f)).toBe(true)
    if (charset !== 'shift_jis') expect(bytes.includes('"')).toBe(true)
  })
})

test('the tables do not change between versions of the benchmark', () => {
  const digests = charsets.map((charset) => createHash('sha256').update(bytesOf(charset)).digest('hex').slice(0, 12))
  expect(digests).toMatchInlineSnapshot(`
    [
      "f2eb83e2b8e2",
      "013d58d49850",
      "b74648240b72",
    ]
  `)
})

test('the JSON document parses and has the expected records', () => {
  const { facts } = makeDocument('json', 100_000)
  const document = JSON.parse(bytesOf('json').toString()) as {
    dataByDepartmentAndSearchTerm: { searchTerm: string; clickedItemName: string }[]
  }
  const records = document.dataByDepartmentAndSearchTerm
  expect(records.length).toBe(facts.rows)
  expect(records.reduce((sum, one) => sum + one.searchTerm.length + one.clickedItemName.length, 0)).toBe(
    facts.characters,
  )
})

test('a gzip file with repeated parts inflates to the repeated parts', async () => {
  const path = join(folder, 'repeated.gz')
  const parts = [
    { bytes: Buffer.from('head\n'), times: 1 },
    { bytes: Buffer.from('a repeated row\n'), times: 1000 },
  ]
  await writeRepeatedGzip(path, parts)
  expect(gunzipSync(readFileSync(path)).toString()).toBe(`head\n${'a repeated row\n'.repeat(1000)}`)
})

test('a gzip file that cannot be written causes an error', async () => {
  await expect(writeRepeatedGzip(join(folder, 'missing', 'file.gz'), [])).rejects.toMatchObject({ code: 'ENOENT' })
})

test('encoding a character that a charset does not contain is an error', () => {
  expect(() => encode('日', 'windows-1252')).toThrow(RangeError)
})
