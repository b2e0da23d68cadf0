import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import type { GenerateText } from '../../src/content/document-text.ts'
import { DocumentError } from '../../src/index.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import type { RowsOptions } from '../../src/rows/types.ts'
import { collect, generate } from '../support/streams.ts'

const textOf = (...pieces: string[]): GenerateText => {
  return async function* (_signal, onCharset) {
    onCharset({ name: 'utf-8', from: 'Content-Type' })
    yield* generate(pieces)
  }
}

const rowsOf = (text: string, options?: RowsOptions) => readRows('doc-1', textOf(text), options)
const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index}\tx\n`).join('')

describe('rows', () => {
  test('are returned in batches of 1,000, and the last batch contains the rest', async () => {
    const batches = await collect(rowsOf(`a\tb\n${lines(2_500)}`))
    expect(batches.map((batch) => batch.length)).toEqual([1000, 1000, 500])
    expect(batches[2]?.at(-1)).toEqual({ a: '2499', b: 'x' })
  })

  test('are returned in batches of the requested size', async () => {
    const batches = await collect(rowsOf(`a\tb\n${lines(4)}`, { batchSize: 2 }))
    expect(batches.map((batch) => batch.length)).toEqual([2, 2])
    expect(() => rowsOf('', { batchSize: 0 })).toThrow(TypeError)
  })

  test.each([
    ['carriage returns alone', 'a\tb\r1\t2\r3\t4\r'],
    ['carriage returns alone, but for the last line', 'a\tb\r1\t2\r3\t4'],
    ['doubled byte order marks', '\ufeff\ufeffa\tb\n1\t2\n3\t4\n'],
  ])('are read in spite of %s, wherever the text is cut', async (_what, text) => {
    for (const pieces of [[text], [...text]]) {
      const rows = readRows('doc-1', textOf(...pieces))
      expect((await collect(rows)).flat()).toEqual([
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ])
    }
  })

  test('that had to be repaired are counted, and are warnings', async () => {
    const quoted = { kind: 'tsv', quoted: true } as const
    const rows = rowsOf('"a"\t"b"\t"c"\n"1"\t"2"\n"3"\t"19" rack"\t"5"\n6\t7\t8\t\nshort\n', { format: quoted })
    expect((await collect(rows)).flat().map((row) => Object.values(row).join())).toEqual([
      '1,2,',
      '3,19" rack,5',
      '6,7,8',
    ])
    expect(rows.summary).toMatchObject({ rows: 3, padded: 1, trimmed: 1, recovered: 1, rejectedCount: 1 })
    expect(rows.summary.warnings.map(({ code, count }) => [code, count])).toEqual([
      ['PADDED_ROWS', 1],
      ['TRIMMED_ROWS', 1],
      ['RECOVERED_ROWS', 1],
      ['REJECTED_ROWS', 1],
    ])
  })

  test('are empty for an empty document, and for a header alone', async () => {
    const empty = rowsOf('')
    expect(await collect(empty)).toEqual([])
    expect(empty.summary).toMatchObject({ columns: [], rows: 0, rejectedCount: 0 })
    const headerOnly = rowsOf('a\tb\r\n')
    expect(await collect(headerOnly)).toEqual([])
    expect(headerOnly.summary.columns.map((column) => column.name)).toEqual(['a', 'b'])
  })

  test('have a summary of what was read', async () => {
    const rows = rowsOf('a\tb\n1\t2\nshort\n3\t\ufffd\n')
    await collect(rows)
    expect(rows.summary).toMatchObject({
      columns: [
        { name: 'a', key: 'a' },
        { name: 'b', key: 'b' },
      ],
      rows: 2,
      rejectedCount: 1,
      rejected: [{ line: 3, cells: 1, expected: 2 }],
      charset: { name: 'utf-8', from: 'Content-Type' },
      undecodable: 1,
    })
    expect(rows.summary.rejected[0]?.text).toBe('short')
  })

  test('do not show the cells of a rejected line when they are inspected or logged', async () => {
    const rows = rowsOf('a\tb\nBUYER\n')
    await collect(rows)
    const { rejected } = rows.summary
    for (const seen of [
      inspect(rejected, { showHidden: true, depth: null }),
      JSON.stringify(rejected),
      `${rejected}`,
    ]) {
      expect(seen).not.toContain('BUYER')
    }
  })

  test('keep a limited number of rejected lines, count all of them, and call onRejected for each', async () => {
    const onRejected = vi.fn()
    const rows = rowsOf(`a\tb\n${'short\n'.repeat(1_500)}`, { onRejected })
    await collect(rows)
    expect(rows.summary.rejectedCount).toBe(1_500)
    expect(rows.summary.rejected).toHaveLength(1_000)
    expect(onRejected).toHaveBeenCalledTimes(1_500)
    const long = rowsOf(`a\tb\n${`${'x'.repeat(400_000)}\n`.repeat(4)}`)
    await collect(long)
    expect(long.summary).toMatchObject({ rejectedCount: 4 })
    expect(long.summary.rejected).toHaveLength(2)
  })

  test('can be iterated only once', async () => {
    const rows = rowsOf('a\tb\n1\t2\n')
    await collect(rows)
    await expect(collect(rows)).rejects.toThrow(TypeError)
  })

  test.each([
    ['JSON', '{"salesAndTrafficByDate": []}'],
    ['JSON', '\n[1]'],
    ['XML', '<?xml version="1.0"?><Orders/>'],
    ['PDF', '%PDF-1.4\n'],
    ['a ZIP archive', 'PK\u0003\u0004\u0014'],
  ])('throw an error for a document that is %s', async (format, text) => {
    const reading = collect(rowsOf(text))
    await expect(reading).rejects.toBeInstanceOf(DocumentError)
    await expect(reading).rejects.toMatchObject({ code: 'NOT_ROWS', message: expect.stringContaining(format) })
  })

  test('throw an error for a document without line ends', async () => {
    const endless = readRows('doc-1', textOf(...Array.from({ length: 20 }, () => 'x'.repeat(1_000_000))))
    await expect(collect(endless)).rejects.toMatchObject({ code: 'NOT_ROWS' })
  })

  test('end the read when the reader stops', async () => {
    let ended: AbortSignal | undefined
    const closed = vi.fn()
    const rows = readRows('doc-1', async function* (signal) {
      ended = signal
      try {
        for (;;) yield `a\tb\n${lines(1_000)}`
      } finally {
        closed()
      }
    })
    for await (const batch of rows) {
      expect(batch).toHaveLength(1_000)
      break
    }
    expect(ended?.aborted).toBe(true)
    expect(closed).toHaveBeenCalledOnce()
  })
})
