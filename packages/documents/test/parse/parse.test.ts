import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/content/document-error.ts'
import { type DocumentInput, parse } from '../../src/parse.ts'
import { bytesOf, collect, cut, generate } from '../support/streams.ts'
import { zipOf } from '../support/zip.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reportline-parse-'))
})

afterEach(() => rm(folder, { recursive: true }))

const table = 'sku\tprice\r\nA\t1,00 €\r\n'
const rows = [[{ sku: 'A', price: '1,00 €' }]]
const stored = gzipSync(table)

describe('parsing', () => {
  test.each<[string, () => DocumentInput | Promise<DocumentInput>]>([
    ['bytes', () => stored],
    ['an ArrayBuffer', () => Uint8Array.from(stored).buffer],
    ['a web stream', () => new Blob([Uint8Array.from(stored)]).stream()],
    ['an iteration', () => generate(cut(stored, [0.2, 0.7]))],
    [
      'a path',
      async () => {
        await writeFile(join(folder, 'report.tsv'), stored)
        return join(folder, 'report.tsv')
      },
    ],
    [
      'a URL',
      async () => {
        await writeFile(join(folder, 'report.tsv'), stored)
        return pathToFileURL(join(folder, 'report.tsv'))
      },
    ],
  ])('reads rows from %s', async (_what, input) => {
    expect(await collect(parse(await input()).rows())).toEqual(rows)
  })

  test('has all the readers of a downloaded document', async () => {
    const document = parse(stored)
    expect((await bytesOf(document.raw())).equals(stored)).toBe(true)
    expect((await bytesOf(document.bytes())).toString()).toBe(table)
    expect(await document.text()).toBe(table)
    expect((await document.save(join(folder, 'saved'))).bytes).toBe(Buffer.byteLength(table))
    expect(await collect(parse(Buffer.from('[{"a": 1}]'), { format: { kind: 'json' } }).records())).toEqual([
      [{ a: 1 }],
    ])
  })

  test.each<[string, Parameters<typeof parse>[1], number, string]>([
    ['the option', { charset: 'Cp1252', contentType: 'text/plain; charset=UTF-8' }, 0x80, '€'],
    ['the Content-Type', { contentType: 'text/plain; charset=Cp1252' }, 0x80, '€'],
    ['the report type', { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplace: 'DE' }, 0x80, '€'],
    ['the report type in Japan', { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplace: 'JP' }, 0xb1, 'ｱ'],
    ['the marketplace', { marketplace: 'A1VC38T7YXB528' }, 0xb1, 'ｱ'],
    ['the bytes', {}, 0x80, '€'],
  ])('decodes by %s', async (_what, options, byte, text) => {
    expect(await parse(Uint8Array.of(0x61, byte), options).text()).toBe(`a${text}`)
  })

  test('can be overridden by a reader', async () => {
    expect(await parse(Uint8Array.of(0x80), { charset: 'utf-8' }).text({ charset: 'Cp1252' })).toBe('€')
  })

  test('uses UTF-8 if the bytes are valid UTF-8, and otherwise the charset of the report type', async () => {
    const known = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplace: 'DE' }
    for (const [encoding, charset] of [
      ['utf8', { name: 'utf-8', from: 'bytes' }],
      ['latin1', { name: 'windows-1252', from: 'report type' }],
    ] as const) {
      const rows = parse(Buffer.from('sku\tpreço\n', encoding), known).rows()
      await collect(rows)
      expect(rows.summary.columns[1]?.name).toBe('preço')
      expect(rows.summary.charset).toEqual(charset)
    }
  })

  test('returns the start of the text with maxLength', async () => {
    expect(await parse(Buffer.from('x'.repeat(100_000))).text({ maxLength: 10 })).toBe('x'.repeat(10))
    expect(await parse(Buffer.from('abc')).text({ maxLength: 10 })).toBe('abc')
  })

  test('throws if a stream is read twice', async () => {
    const document = parse(generate([stored]))
    expect(await document.text()).toBe(table)
    await expect(document.text()).rejects.toThrow(/read only once/)
  })

  test('cancels a pending stream when the signal aborts', async () => {
    let cancelled = false
    const stream = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true
      },
    })
    const aborting = new AbortController()
    const reading = parse(stream).text({ signal: aborting.signal })
    setImmediate(() => aborting.abort(new Error('enough')))
    await expect(reading).rejects.toThrow('enough')
    expect(cancelled).toBe(true)
  })

  test('identifies the document in errors by its file name, or by the option name', async () => {
    const path = join(folder, 'report.tsv')
    await expect(parse(path).text()).rejects.toMatchObject({ code: 'DISK', reportDocumentId: 'report.tsv' })
    await writeFile(path, stored.subarray(0, 25))
    await expect(parse(path, { name: 'January' }).text()).rejects.toMatchObject({
      code: 'TRUNCATED',
      message: expect.stringContaining('January'),
    })
  })

  test('throws a TypeError for an invalid document or option', () => {
    expect(() => parse('')).toThrow(TypeError)
    // @ts-expect-error a number is not a document
    expect(() => parse(5)).toThrow(TypeError)
    expect(() => parse(stored, { maxBytes: -1 })).toThrow(TypeError)
    expect(() => parse(stored).rows({ charset: 'x-unknown' })).toThrow(TypeError)
  })
})

describe('the options of parse()', () => {
  test('are kept if a reader passes the same option as undefined', async () => {
    const document = parse(Buffer.from('é'), { charset: 'Cp1252' })
    expect(await document.text({ charset: undefined })).toBe('Ã©')
  })

  test.each(['raw', 'bytes', 'text', 'rows', 'records', 'files', 'save'] as const)(
    'limit the bytes that %s() returns',
    async (method) => {
      const json = Buffer.from('[{"a":1}]')
      const zip = zipOf([{ name: 'a', content: Buffer.alloc(200) }])
      const content = { records: json, files: zip }[method as string] ?? Buffer.from(table)
      const limit = method === 'files' ? zip.length + 50 : content.length - 1
      const document = parse(content, { maxBytes: limit })
      const reading =
        method === 'save'
          ? document.save(join(folder, 'saved'), { raw: true })
          : method === 'text'
            ? document.text()
            : collect<unknown>(document[method]())
      await expect(reading).rejects.toMatchObject({ code: 'TOO_LARGE' })
    },
  )
})

describe('a document that is too large', () => {
  const bomb = gzipSync(Buffer.alloc(300 * 1024 ** 2))

  test('is rejected by its compression ratio', async () => {
    const reading = async () => {
      for await (const chunk of parse(bomb).bytes()) expect(chunk[0]).toBe(0)
    }
    await expect(reading()).rejects.toMatchObject({
      name: 'DocumentError',
      code: 'TOO_LARGE',
      message: expect.stringMatching(/500 times.*maxBytes/),
    })
  })

  test('is read with maxBytes: Infinity', async () => {
    let length = 0
    for await (const chunk of parse(bomb, { maxBytes: Number.POSITIVE_INFINITY }).bytes()) length += chunk.length
    expect(length).toBe(300 * 1024 ** 2)
  })

  test.each(['raw', 'bytes', 'rows', 'text'] as const)('is rejected at maxBytes by %s()', async (kind) => {
    const document = parse(Buffer.from(table))
    const maxBytes = Buffer.byteLength(table) - 1
    const reading = (most: number) =>
      kind === 'text' ? document.text({ maxBytes: most }) : collect<unknown>(document[kind]({ maxBytes: most }))
    await expect(reading(maxBytes)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await expect(reading(maxBytes + 1)).resolves.toBeDefined()
  })
})

describe('any bytes', () => {
  const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(`a\tb\n${text}`)),
    fc.uint8Array({ maxLength: 40 }).map((noise) => Buffer.concat([stored.subarray(0, 30), noise])),
  )

  test('are read or throw a DocumentError, with the same result wherever they are cut', async () => {
    const result = (reading: Promise<unknown>) => reading.catch((error: unknown) => error)
    await fc.assert(
      fc.asyncProperty(bytes, places, async (whole, at) => {
        for (const read of ['text', 'rows', 'records', 'files', 'settlement'] as const) {
          const results = await Promise.all(
            [whole, generate(cut(whole, at))].map((input) => {
              const document = parse(input)
              if (read === 'text') return result(document.text())
              if (read === 'settlement') return result(document.settlement().then(({ summary }) => summary))
              return result(collect<unknown>(document[read]()).then((batches) => batches.flat()))
            }),
          )
          const [one, other] = results
          // If a document has two errors, either can be thrown.
          if (one instanceof Error) expect([one, other]).toEqual([expect.any(DocumentError), expect.any(DocumentError)])
          else if (read !== 'files') expect(other).toEqual(one)
        }
      }),
      { numRuns: 200 },
    )
  })
})
