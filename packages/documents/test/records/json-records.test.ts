import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { readRecords } from '../../src/records/read-records.ts'
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
  test('are the elements of the array under the declared property; what stands beside it is the head', async () => {
    const text =
      '{"reportSpecification":{"reportType":"X"},"other":[{"y":1}],"byAsin":[{"x":1},{"x":"]}"}],"after":[1]}'
    expect(await readAll(text, under('byAsin'))).toEqual({
      records: [{ x: 1 }, { x: ']}' }],
      head: { reportSpecification: { reportType: 'X' }, other: [{ y: 1 }], byAsin: [], after: [1] },
    })
  })

  test('may lie deeper, and in several arrays', async () => {
    const text = '{"a":[{"b":[{"x":1}]},{"b":[{"x":2},{"x":3}]}],"b":[{"x":4}]}'
    const { records } = await readAll(text, under('a.b'))
    expect(records).toEqual([{ x: 1 }, { x: 2 }, { x: 3 }])
  })

  test('are found by a name that is written with escapes', async () => {
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
  ])('are, where nobody says where, %s', async (_name, text) => {
    expect((await readAll(text)).records).toEqual([{ x: 1 }])
  })

  test.each([['[]'], [' [ ] '], ['{"byAsin":[]}']])('are none in %s', async (text) => {
    expect((await readAll(text)).records).toEqual([])
  })

  test('come in batches of the size asked for', async () => {
    const text = JSON.stringify(Array.from({ length: 7 }, (_, x) => ({ x })))
    const batches = await collect(open(text, { batchSize: 3 }))
    expect(batches.map((batch) => batch.length)).toEqual([3, 3, 1])
  })

  test('come in smaller batches where they are long', async () => {
    const text = JSON.stringify(Array.from({ length: 4 }, (_, x) => ({ x, long: 'x'.repeat(600_000) })))
    const batches = await collect(open(text, { batchSize: 1_000 }))
    expect(batches.map((batch) => batch.length)).toEqual([2, 2])
  })

  test('have a head before they have ended', async () => {
    const text = `{"spec":1,"byAsin":[${'{"x":1},'.repeat(5)}{"x":1}],"after":2}`
    const records = open(text, { ...under('byAsin'), batchSize: 2 }, [40])
    const heads: unknown[] = []
    for await (const _batch of records) heads.push(records.summary.head)
    expect(heads[0]).toEqual({ spec: 1, byAsin: [] })
    expect(records.summary).toMatchObject({ head: { spec: 1, byAsin: [], after: 2 }, records: 6 })
  })

  test.each([
    ['an element is no JSON', '[{"x":1},{"x":SECRET}]', 'record 2, which starts at character 10, is damaged'],
    ['an element is not an object', '[{"x":1},"SECRET"]', 'record 2 is not an object'],
    ['a comma is missing', '[{"x":"SECRET"} {"x":2}]', 'record 1, which starts at character 2'],
    ['a comma is too much', '[{"x":"SECRET"},]', 'record 2'],
    ['an element is missing', '[,{"x":"SECRET"}]', 'record 1'],
    ['it breaks off', '[{"x":"SECRET"},{"x', 'ends too early, after character 19'],
    ['a bracket is wrong', '{"a":[{"x":"SECRET"}}', 'damaged at character 21'],
    ['something stands behind it', '[{"x":"SECRET"}]]', 'damaged'],
    ['what stands beside is damaged', '{"a":SECRET,"b":[{"x":1}]}', 'damaged outside of its records'],
    ['it is nested without end', '['.repeat(2_000), 'nested deeper than 1000'],
    ['it is a table', 'SECRET\tb\n1\t2\n', 'neither JSON nor XML'],
    ['it is empty', ' \n', 'empty'],
    ['it has no array', '{"a":"SECRET"}', 'has no array of objects. Its properties are "a"'],
  ])('are refused when %s, without showing any of it', async (_name, text, message) => {
    const error = await readAll(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DocumentError)
    expect(error).toMatchObject({ code: 'NOT_RECORDS', message: expect.stringContaining(message) })
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain('SECRET')
  })

  test('are refused where the declared array is not there, with the properties that are', async () => {
    await expect(readAll('{"a":1,"list":[{"x":1}]}', under('byAsin'))).rejects.toThrow(
      'it has no array "byAsin". Its properties are "a", "list"',
    )
  })

  test('of a document that is a table are refused before anything is fetched', async () => {
    const text = () => {
      throw new Error('was fetched')
    }
    const reading = collect(readRecords('doc-1', text, { format: { kind: 'tsv' } }))
    await expect(reading).rejects.toMatchObject({ code: 'NOT_RECORDS', message: expect.stringContaining('rows()') })
  })

  test('are of the report type that is known', async () => {
    const known = { reportType: 'GET_VENDOR_SALES_REPORT' }
    const text = '{"salesAggregate":[{"y":1}],"salesByAsin":[{"x":1}]}'
    const records = readRecords('doc-1', () => generate([text]), {}, known)
    expect((await collect(records)).flat()).toEqual([{ x: 1 }])
  })

  test('can be iterated once', async () => {
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

  test('agrees with parsing the whole, wherever the text is cut and however it is written', () =>
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

  test('gives the same records and the same fault of any text wherever it is cut', () => {
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
})
