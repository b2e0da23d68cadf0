import { expect, test } from 'vitest'
import type { GenerateText } from '../../src/content/document-text.ts'
import { readRecords } from '../../src/records/records-reader.ts'
import { parseTable } from '../../src/rows/parse-table.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import { readSettlement } from '../../src/settlement/settlement-reader.ts'
import { collect, generate } from '../support/streams.ts'

const pieceLength = 16_384

/** Reads a text in pieces, as it arrives from the network. */
function textOf(text: string): GenerateText {
  const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? []
  return () => generate(pieces)
}

const readers = {
  table: async (text: string) => collect(readRows('doc-1', textOf(text), { format: { kind: 'tsv' } })),
  quoted: async (text: string) => collect(readRows('doc-1', textOf(text), { format: { kind: 'csv' } })),
  detected: async (text: string) => collect(readRows('doc-1', textOf(text))),
  records: async (text: string) => collect(readRecords('doc-1', textOf(text))),
  xml: async (text: string) =>
    collect(readRecords('doc-1', textOf(text), { format: { kind: 'xml', record: 'order' } })),
  settlement: async (text: string) => collect((await readSettlement('doc-1', textOf(text))).rows),
}

const manyColumns = Array.from({ length: 900 }, (_, index) => `column-${index}`)

/** Texts of about a length that could make a reader look at the same characters again and again. */
const texts: readonly [name: string, reader: keyof typeof readers, make: (length: number) => string][] = [
  ['spaces before JSON', 'records', (length) => `${' '.repeat(length)}[{"a":1}]`],
  ['line ends before XML', 'xml', (length) => `${'\n'.repeat(length)}<orders><order/></orders>`],
  ['spaces inside of JSON', 'records', (length) => `{"a": ${' '.repeat(length)} [{"a":1}]}`],
  ['a long comment', 'xml', (length) => `<!--${'- '.repeat(length / 2)}--><orders><order/></orders>`],
  ['a long string', 'records', (length) => `[{"a":"${'\\n'.repeat(length / 2)}"}]`],
  ['line ends before a table', 'detected', (length) => `${'\n'.repeat(length)}a\tb\n1\t2\n`],
  ['carriage returns in a table', 'table', (length) => `a\tb\n1\t2${'\r'.repeat(length)}\n`],
  ['quotation marks that do not pair', 'quoted', (length) => `a,b\n${'"\n'.repeat(length / 2)}`],
  ['a quotation mark that is never closed', 'quoted', (length) => `a,b\n"${'1,2\n'.repeat(length / 4)}`],
  ['empty lines', 'table', (length) => `${manyColumns.join('\t')}\n${'\n'.repeat(length)}`],
  ['lines of one cell', 'table', (length) => `${manyColumns.join('\t')}\n${'a\n'.repeat(length / 2)}`],
  [
    'rejected lines of a settlement',
    'settlement',
    (length) => `settlement-id\ttotal-amount\tamount\n1\t2\t\n${'1\n'.repeat(length / 2)}`,
  ],
]

/** Returns the processor time in milliseconds, on which other processes have little influence. */
async function measure(read: (text: string) => Promise<unknown>, text: string): Promise<number> {
  const start = process.cpuUsage()
  await read(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

test.each(texts)('%s are read in linear time', { retry: 2 }, async (_, reader, make) => {
  const read = readers[reader]
  const [short, long] = [make(50_000), make(400_000)]
  await measure(read, short)
  const before = await measure(read, short)
  // Eight times the text takes eight times as long. In quadratic time, it would be 64 times.
  expect(await measure(read, long)).toBeLessThan(24 * Math.max(before, 2))
})

test('a short line costs less than a complete row', { retry: 3 }, async () => {
  const parse = async (text: string) => {
    const fields = manyColumns.map((key, index) => ({ key, index }))
    const ignore = () => {}
    parseTable({ columns: () => fields, row: ignore, rejected: ignore, repaired: ignore }).push(text)
  }
  const table = (row: string) => `${manyColumns.join('\t')}\n${`${row}\n`.repeat(1_000)}`
  const [short, complete] = [table('a\tb'), table(manyColumns.map(() => '1').join('\t'))]
  await measure(parse, short)
  await measure(parse, complete)
  expect(await measure(parse, short)).toBeLessThan(0.65 * (await measure(parse, complete)))
})
