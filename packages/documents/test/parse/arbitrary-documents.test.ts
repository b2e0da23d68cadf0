import type { DocumentFormat } from '@reportline/report-types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode } from '../../src/content/decode.ts'
import type { GenerateText } from '../../src/content/document-text.ts'
import { DocumentError } from '../../src/index.ts'
import { readRecords } from '../../src/records/records-reader.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import { readSettlement } from '../../src/settlement/settlement-reader.ts'
import { collect, cut, generate } from '../support/streams.ts'

const formats: readonly (DocumentFormat | undefined)[] = [
  undefined,
  { kind: 'tsv' },
  { kind: 'tsv', quoted: true },
  { kind: 'csv' },
  { kind: 'settlement' },
  { kind: 'pay-settlement' },
  { kind: 'json' },
  { kind: 'json', records: 'a.b' },
  { kind: 'xml', record: 'a' },
  { kind: 'pdf' },
]

const piece = fc.constantFrom(
  ...[
    'settlement-id\ttotal-amount\tamount\n',
    '"SettlementStartDate","x"\n',
    'a\tb\n',
    'a,b\n',
    '"',
    '\t',
    ',',
    '\r\n',
  ],
  ...[
    '{"a":',
    '[',
    ']',
    '}',
    '"b"',
    ':',
    '<a',
    '>',
    '</a>',
    '&amp;',
    '1,5',
    '__proto__',
    '\ufeff',
    '€',
    '\u0000',
    '\\',
  ],
)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(piece, { maxLength: 30 }).map((pieces) => Uint8Array.from(Buffer.from(pieces.join('')))),
)
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 })
const format = fc.constantFrom(...formats)

const textOf = (pieces: readonly Uint8Array[]): GenerateText => {
  return (_signal, onCharset) => decode(generate(pieces), { fallback: 'windows-1252' }, onCharset)
}

/** Returns everything that was read, or the code of the DocumentError. Other errors are rethrown. */
async function outcome(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DocumentError) return error.code
    throw error
  }
}

describe('any bytes in any format', () => {
  const readers = {
    async rows(text: GenerateText, options: { format?: DocumentFormat }) {
      const rows = readRows('doc-1', text, { ...options, dropPersonal: false })
      const all = (await collect(rows)).flat()
      const { rejected, ...summary } = rows.summary
      return { all, summary, rejected: rejected.map(({ line, text }) => ({ line, text })) }
    },
    async records(text: GenerateText, options: { format?: DocumentFormat }) {
      const records = readRecords('doc-1', text, options)
      return { all: (await collect(records)).flat(), summary: records.summary }
    },
    async settlement(text: GenerateText, options: { format?: DocumentFormat }) {
      const { summary, rows } = await readSettlement('doc-1', text, options)
      const all = (await collect(rows)).flat()
      const { rejected, ...result } = rows.summary
      return { all, summary, result, rejected: rejected.length }
    },
  }

  test.each(Object.entries(readers))(
    '%s are the same however the bytes come, or refused by an error of ours',
    (_name, read) =>
      fc.assert(
        fc.asyncProperty(bytes, places, format, async (whole, at, kind) => {
          const options = kind === undefined ? {} : { format: kind }
          const expected = await outcome(() => read(textOf([whole]), options))
          expect(await outcome(() => read(textOf(cut(whole, at)), options))).toEqual(expected)
        }),
        { numRuns: 400 },
      ),
  )
})
