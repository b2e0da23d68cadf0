import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quoteLargeIntegers } from '../../src/records/parse-json-records.ts'
import { readRecords } from '../../src/records/records-reader.ts'
import { collect, generate } from '../support/streams.ts'

describe('integers beyond 2^53', () => {
  const json = '{"listings":[{"id":9007199254740993,"text":"a \\" 9007199254740993","n":7,"m":0.1234567890123456789}]}'

  test('keep their digits with the option exactIntegers', async () => {
    const records = readRecords('doc-1', () => generate([json]), { exactIntegers: true })
    const [[record] = []] = await collect(records)
    expect(record).toEqual({ id: '9007199254740993', text: 'a " 9007199254740993', n: 7, m: 0.12345678901234568 })
  })

  test('are numbers by default', async () => {
    const [[record] = []] = await collect(readRecords('doc-1', () => generate([json])))
    expect(typeof record?.id).toBe('number')
  })

  test('are the only values that change', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.bigInt(), (value, integer) => {
        const text = `[${JSON.stringify(value)},${integer}]`
        const isExact = Number.isSafeInteger(Number(integer))
        const expected = [JSON.parse(JSON.stringify(value)), isExact ? Number(integer) : String(integer)]
        expect(withNumbers(JSON.parse(quoteLargeIntegers(text)))).toEqual(withNumbers(expected))
      }),
    )
  })
})

/** JSON.stringify writes large numbers as integers too. */
function withNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) => {
    return typeof inner === 'string' && /^-?\d{16,}$/.test(inner) ? Number(inner) : inner
  })
}
