import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { readRecords } from '../../src/records/records-reader.ts'
import type { RecordsOptions } from '../../src/records/types.ts'
import { cutText } from '../support/cut-text.ts'
import { collect, generate } from '../support/streams.ts'

const open = (text: string, options?: RecordsOptions, places: readonly number[] = []) =>
  readRecords('doc-1', () => generate(cutText(text, places)), options)
const under = (records: string): RecordsOptions => ({ format: { kind: 'json', records } })

async function readAll(text: string, options?: RecordsOptions, places?: readonly number[]) {
  const records = open(text, options, places)
  return { records: (await collect(records)).flat(), head: records.summary.head }
}

describe('the records of a JSON document', () => {
  test('can follow several byte order marks', async () => {
    expect((await readAll('\ufeff\ufeff[{"x":1}]', {}, [1, 2])).records).toEqual([{ x: 1 }])
  })

  test('are the elements of the array at the declared path, and the rest of the document is the head', async () => {
    const text =
      '{"reportSpecification":{"reportType":"X"},"other":[{"y":1}],"byAsin":[{"x":1},{"x":"]}"}],"after":[1]}'
    expect(await readAll(text, under('byAsin'))).toEqual({
      records: [{ x: 1 }, { x: ']}' }],
      head: { reportSpecification: { reportType: 'X' }, other: [{ y: 1 }], byAsin: [], after: [1] },
    })
  })

  test('can be nested, and in several arrays', async () => {
    const text = '{"a":[{"b":[{"x":1}]},{"b":[{"x":2},{"x":3}]}],"b":[{"x":4}]}'
    const { records } = await readAll(text, under('a.b'))
    expect(records).toEqual([{ x: 1 }, { x: 2 }, { x: 3 }])
  })

  test('are found under a key with escape sequences', async () => {
    expect((await readAll('{"b\\u0079\\"":[{"x":1}]}', under('by"'))).records).toEqual([{ x: 1 }])
  })

  test('are not those of an array under a key of more than 10,000 characters', async () => {
    const text = JSON.stringify({ list: [{ x: 1 }], other: 1, ['k'.repeat(10_001)]: [{ x: 2 }] })
    const nested = text.replace('"other":1', '"list":"list"')
    for (const whole of [text, nested]) {
      for (const at of [[], [20], [200, 5_000]]) {
        expect((await readAll(whole, under('list'), at)).records).toEqual([{ x: 1 }])
      }
    }
  })

  test('are found under a declared key of more than 10,000 characters', async () => {
    const name = 'k'.repeat(10_001)
    const text = JSON.stringify({ other: [{ x: 1 }], [name]: [{ x: 2 }] })
    expect((await readAll(text, under(name), [50, 5_000])).records).toEqual([{ x: 2 }])
  })

  test.each([
    ['the document itself', '[{"x":1}]'],
    ['the first array of objects', '{"a":1,"b":[],"c":["no"],"d":{"e":[{"x":1}]},"f":[{"x":2}]}'],
  ])('without a declared path are %s', async (_name, text) => {
    expect((await readAll(text)).records).toEqual([{ x: 1 }])
  })

  test.each([['[]'], [' [ ] '], ['{"byAsin":[]}']])('are empty in %s', async (text) => {
    expect((await readAll(text)).records).toEqual([])
  })

  test('are returned in batches of the requested size', async () => {
    const text = JSON.stringify(Array.from({ length: 7 }, (_, x) => ({ x })))
    const batches = await collect(open(text, { batchSize: 3 }))
    expect(batches.map((batch) => batch.length)).toEqual([3, 3, 1])
  })

  test('are returned in smaller batches if they are long', async () => {
    const text = JSON.stringify(Array.from({ length: 4 }, (_, x) => ({ x, long: 'x'.repeat(600_000) })))
    const batches = await collect(open(text, { batchSize: 1_000 }))
    expect(batches.map((batch) => batch.length)).toEqual([2, 2])
  })

  test('have a head with the first batch, and a complete one at the end', async () => {
    const text = `{"spec":1,"byAsin":[${'{"x":1},'.repeat(5)}{"x":1}],"after":2}`
    const records = open(text, { ...under('byAsin'), batchSize: 2 }, [40])
    const heads: unknown[] = []
    for await (const _batch of records) heads.push(records.summary.head)
    expect(heads[0]).toEqual({ spec: 1, byAsin: [] })
    expect(records.summary).toMatchObject({ head: { spec: 1, byAsin: [], after: 2 }, records: 6 })
  })

  test.each([
    ['an element is not JSON', '[{"x":1},{"x":SECRET}]', 'record 2, which starts at character 10, is damaged'],
    ['an element is not an object', '[{"x":1},"SECRET"]', 'record 2 is not an object'],
    ['a comma is missing', '[{"x":"SECRET"} {"x":2}]', 'record 1, which starts at character 2'],
    ['there is an extra comma', '[{"x":"SECRET"},]', 'record 2'],
    ['an element is missing', '[,{"x":"SECRET"}]', 'record 1'],
    ['it ends too early', '[{"x":"SECRET"},{"x', 'ends too early, after character 19'],
    ['a bracket does not match', '{"a":[{"x":"SECRET"}}', 'damaged at character 21'],
    ['there is text after it', '[{"x":"SECRET"}]]', 'text after its end, at character 17'],
    [
      'it is JSON Lines',
      '{"x":"SECRET"}\n{"x":"SECRET"}\n',
      'JSON Lines and several documents in one are not supported',
    ],
    ['it has several arrays', '{"a":[{"x":1}]}{"a":[{"x":"SECRET"}]}', 'text after its end, at character 16'],
    ['the text outside of the records is damaged', '{"a":SECRET,"b":[{"x":1}]}', 'damaged outside of its records'],
    ['it is nested too deeply', '['.repeat(2_000), 'nested deeper than 1000'],
    ['it is a table', 'SECRET\tb\n1\t2\n', 'neither JSON nor XML'],
    ['it has no array', '{"a":"SECRET"}', 'has no array of objects. Its properties are "a"'],
  ])('throw an error that contains no data when %s', async (_name, text, message) => {
    const error = await readAll(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DocumentError)
    expect(error).toMatchObject({ code: 'NOT_RECORDS', message: expect.stringContaining(message) })
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain('SECRET')
  })

  test('throw an error with the existing properties if the declared array does not exist', async () => {
    await expect(readAll('{"a":1,"list":[{"x":1}]}', under('byAsin'))).rejects.toThrow(
      'it has no array "byAsin". Its properties are "a", "list"',
    )
  })

  test.each(['', ' \n', '\ufeff'])('of an empty document are none, with a warning', async (text) => {
    const records = readRecords('doc-1', () => generate([text]), {}, { reportType: 'GET_VENDOR_SALES_REPORT' })
    expect(await collect(records)).toEqual([])
    expect(records.summary.warnings).toMatchObject([{ code: 'EMPTY_DOCUMENT', count: 1 }])
  })

  test('throw an error for a table before anything is downloaded', async () => {
    const text = () => {
      throw new Error('was downloaded')
    }
    const reading = collect(readRecords('doc-1', text, { format: { kind: 'tsv' } }))
    await expect(reading).rejects.toMatchObject({ code: 'NOT_RECORDS', message: expect.stringContaining('rows()') })
  })

  test('are found by the format that the catalogue has for the report type', async () => {
    const known = { reportType: 'GET_VENDOR_SALES_REPORT' }
    const text = '{"salesAggregate":[{"y":1}],"salesByAsin":[{"x":1}]}'
    const records = readRecords('doc-1', () => generate([text]), {}, known)
    expect((await collect(records)).flat()).toEqual([{ x: 1 }])
  })

  test('can be iterated only once', async () => {
    const records = open('[]')
    await collect(records)
    await expect(collect(records)).rejects.toThrow(TypeError)
  })
})

/** A JSON string, with each character escaped or not. */
function quoted(name: string, escaped: boolean): string {
  if (!escaped) return JSON.stringify(name)
  const codes = Array.from({ length: name.length }, (_, index) => name.charCodeAt(index))
  return `"${codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}"`
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

describe('splitting JSON', () => {
  const places = fc.array(fc.nat(300), { maxLength: 12 })
  const key = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ']', ',', 'é', '😀', '\n'), maxLength: 5 })
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(0, -1.5e-7, true, null, ''),
      key,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  })).value
  const record = fc.dictionary(key, value, { maxKeys: 4 })

  test('returns the same as parsing the whole text, wherever it is cut and however it is indented', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 8 }),
        value,
        places,
        fc.nat(2),
        async (list, beside, at, indent) => {
          const whole = { beside: { beside }, list, after: beside }
          const { records, head } = await readAll(JSON.stringify(whole, null, indent), under('list'), at)
          expect(records).toEqual(JSON.parse(JSON.stringify(list)))
          expect(head).toEqual(JSON.parse(JSON.stringify({ ...whole, list: [] })))
        },
      ),
    ))

  test('finds the array under the declared key, whatever the other keys and wherever the text is cut', () => {
    const longKey = fc
      .tuple(fc.constantFrom('list', 'a', '"', '\\\\', 'é'), fc.constantFrom(1, 40, 10_001))
      .map(([unit, count]) => unit.repeat(count))
    const anyKey = fc.oneof(key, longKey, fc.constant('list'))
    const member = fc.tuple(anyKey, fc.boolean(), fc.oneof(value, fc.array(record, { maxLength: 3 })))
    return fc.assert(
      fc.asyncProperty(longKey, fc.array(member, { maxLength: 6 }), places, async (declared, members, at) => {
        const text = `{${members.map(([name, escaped, item]) => `${quoted(name, escaped)}:${JSON.stringify(item)}`)}}`
        const arrays = members.filter(([name, , item]) => name === declared && Array.isArray(item))
        const expected = arrays.flatMap(([, , item]) => JSON.parse(JSON.stringify(item)))
        const isValid = arrays.length > 0 && expected.every((item: unknown) => isPlainObject(item))
        const reading = readAll(text, under(declared), at)
        if (isValid) expect((await reading).records).toEqual(expected)
        else await expect(reading).rejects.toMatchObject({ code: 'NOT_RECORDS' })
      }),
    )
  })

  test('returns the same records or the same error for any text, wherever it is cut', () => {
    const part = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '"a":', '{"a":1}', '[{', '}]', '1', ' ', '\n')
    const text = fc.array(part, { maxLength: 25 }).map((parts) => `[{${parts.join('')}`)
    const outcome = async (whole: string, at: readonly number[]) =>
      readAll(whole, { batchSize: 2 }, at).catch((error: DocumentError) => `${error.code} ${error.message}`)
    return fc.assert(
      fc.asyncProperty(text, places, async (whole, at) => {
        expect(await outcome(whole, at)).toEqual(await outcome(whole, []))
      }),
    )
  })

  test.each([
    ['undeclared', {}],
    ['declared', { format: { kind: 'json', records: 'data.list' } } as const],
  ])('returns the records of every array under a repeated key, with an %s path', async (_, options) => {
    const text = '{"data":{"list":[{"x":1}],"other":[{"x":9}],"list":[]},"data":{"list":[{"x":2}]}}'
    expect((await readAll(text, options)).records).toEqual([{ x: 1 }, { x: 2 }])
  })
})
