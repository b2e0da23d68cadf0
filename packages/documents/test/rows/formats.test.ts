import { describe, expect, test } from 'vitest'
import { readRows } from '../../src/rows/rows-reader.ts'
import { collect, generate } from '../support/streams.ts'

const textOf =
  (whole: string, size = 5) =>
  () =>
    generate(whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])

describe('the format of a table', () => {
  test.each([
    ['tab-separated', 'a\tb\n"1"\t2\n', { kind: 'tsv' }, { a: '"1"', b: '2' }],
    ['tab-separated with quotation marks', '"a"\t"b"\n"1"\t"2"\n', { kind: 'tsv', quoted: true }, { a: '1', b: '2' }],
    ['comma-separated', '"a","b"\n"1","2"\n', { kind: 'csv' }, { a: '1', b: '2' }],
    ['one column', 'a\n"1"\n', { kind: 'tsv' }, { a: '"1"' }],
  ])('is detected from the header if it is not known: %s', async (_name, text, format, row) => {
    const rows = readRows('doc-1', textOf(`\n${text}`))
    expect((await collect(rows)).flat()).toEqual([row])
    expect(rows.summary.format).toEqual(format)
  })

  test('is the one that the catalogue has for the report type', async () => {
    const known = { reportType: 'GET_LEDGER_DETAIL_VIEW_DATA' }
    const rows = readRows('doc-1', textOf('Date\tTitle\n"01/31/2025"\t"19"" rack"\n'), {}, known)
    expect((await collect(rows)).flat()).toEqual([{ Date: '01/31/2025', Title: '19" rack' }])
  })

  test('can be overridden by the caller', async () => {
    const known = { reportType: 'GET_LEDGER_DETAIL_VIEW_DATA' }
    const rows = readRows('doc-1', textOf('a\tb\n"1"\t2\n'), { format: { kind: 'tsv' } }, known)
    expect((await collect(rows)).flat()).toEqual([{ a: '"1"', b: '2' }])
  })

  test.each([
    ['json', 'records()'],
    ['xml', 'records()'],
    ['zip', 'files()'],
    ['pdf', 'bytes()'],
  ] as const)('of a %s document is an error that names %s, before anything is downloaded', async (kind, use) => {
    const text = () => {
      throw new Error('was downloaded')
    }
    const reading = collect(readRows('doc-1', text, { format: { kind } }))
    await expect(reading).rejects.toMatchObject({ code: 'NOT_ROWS', message: expect.stringContaining(use) })
  })

  test('cannot be tab-separated if the header is comma-separated', async () => {
    const reading = collect(readRows('doc-1', textOf('a,b\n1,2\n'), { format: { kind: 'tsv' } }))
    await expect(reading).rejects.toMatchObject({
      code: 'NOT_ROWS',
      message: expect.stringContaining('comma-separated'),
    })
  })

  test('cannot have more columns than any table', async () => {
    const reading = collect(readRows('doc-1', textOf('\t'.repeat(20_000), 10_000)))
    await expect(reading).rejects.toMatchObject({ code: 'NOT_ROWS' })
  })

  test('can have too many columns to compile', async () => {
    const header = Array.from({ length: 1_200 }, (_, index) => `c${index}`)
    const rows = readRows('doc-1', textOf(`${header.join('\t')}\n${header.join('\t')}\n`, 1_000))
    const [row] = (await collect(rows)).flat()
    expect(Object.values(row ?? {})).toEqual(header)
  })
})
