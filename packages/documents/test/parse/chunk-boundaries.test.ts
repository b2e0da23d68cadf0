import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentError, type ParseOptions, parse } from '../../src/index.ts'
import { collect, cut, generate } from '../support/streams.ts'

/** What each reader returns for a document whose bytes arrive in pieces: all of its data and its summary, or the error. */
const readers = {
  async rows(pieces: readonly Uint8Array[], options: ParseOptions) {
    const rows = parse(generate(pieces), options).rows({ types: true, decimalMark: 'auto' })
    return { data: (await collect(rows)).flat(), result: rows.summary }
  },
  async records(pieces: readonly Uint8Array[], options: ParseOptions) {
    const records = parse(generate(pieces), options).records({ exactIntegers: true })
    return { data: (await collect(records)).flat(), result: records.summary }
  },
  async events(pieces: readonly Uint8Array[], options: ParseOptions) {
    return (await collect(parse(generate(pieces), options).records().events())).flat()
  },
  async settlement(pieces: readonly Uint8Array[], options: ParseOptions) {
    const { summary, rows } = await parse(generate(pieces), options).settlement()
    return { summary, data: (await collect(rows)).flat(), result: rows.summary }
  },
  text: async (pieces: readonly Uint8Array[], options: ParseOptions) => parse(generate(pieces), options).text(),
}

async function outcome(reader: keyof typeof readers, pieces: readonly Uint8Array[], options: ParseOptions) {
  return readers[reader](pieces, options).catch((error: unknown) => {
    if (error instanceof DocumentError) return `${error.code} ${error.message}`
    throw error
  })
}

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })
const corpus = join(import.meta.dirname, '../corpus')
const names = readdirSync(corpus).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []))

describe.each(Object.keys(readers) as (keyof typeof readers)[])(
  '%s() returns the same wherever the bytes are cut',
  (reader) => {
    test('in documents of the corpus', async () => {
      for (const name of names) {
        const { given } = JSON.parse(readFileSync(join(corpus, `${name}.json`), 'utf8')) as {
          given: { parse?: ParseOptions }
        }
        const bytes = readFileSync(join(corpus, `${name}.bin`))
        const whole = await outcome(reader, [bytes], given.parse ?? {})
        expect(
          await outcome(
            reader,
            [...bytes].map((byte) => Uint8Array.of(byte)),
            given.parse ?? {},
          ),
          name,
        ).toEqual(whole)
        await fc.assert(
          fc.asyncProperty(places, async (at) => {
            expect(await outcome(reader, cut(bytes, at), given.parse ?? {})).toEqual(whole)
          }),
          { numRuns: 3 },
        )
      }
    })

    const starts = [
      'a\tb\tc\n',
      '"a"\t"b"\t"c"\r\n',
      'a,b,c\n',
      '"a";"b";"c"\r',
      'settlement-id\tsettlement-start-date\ttotal-amount\tamount\n1\t2\t1,00\t\n',
      '"SettlementStartDate","x"\n"TransactionPostedDate","NetTransactionAmount","c"\n',
      '[{"a":',
      '{"x":{"y":[{"a":1},',
      '<?xml version="1.0" encoding="Shift_JIS"?><a>',
      '<Envelope><Message>',
    ]
    const parts = [
      '1',
      '"',
      '""',
      '\t',
      ',',
      ';',
      '\n',
      '\r\n',
      '\r',
      '"x"\t"y"\t"z"\n',
      '1,2,3\n',
      '"19" rack","x"',
      ' ',
    ]
    const more = [
      '{',
      '}',
      '[',
      ']',
      ':',
      '"a"',
      '\\',
      '</a>',
      '<b c="d">',
      '</b>',
      '<!--',
      '-->',
      '&amp;',
      'ü',
      '商',
      '\ufeff',
    ]
    const text = fc
      .tuple(fc.constantFrom(...starts), fc.array(fc.constantFrom(...parts, ...more), { maxLength: 25 }))
      .map(([start, rest]) => start + rest.join(''))

    test('in damaged documents of every format', () =>
      fc.assert(
        fc.asyncProperty(text, places, fc.constantFrom('utf8', 'latin1', 'utf16le'), async (written, at, encoding) => {
          const bytes = Buffer.from(written, encoding)
          expect(await outcome(reader, cut(bytes, at), {})).toEqual(await outcome(reader, [bytes], {}))
        }),
        { numRuns: 100 },
      ))
  },
)
