import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { lineReader, plainRowMaker, rowMaker } from '../../src/rows/row-maker.ts'

const fieldsOf = (keys: readonly string[]) => keys.map((key, index) => ({ key, index }))

afterEach(() => vi.unstubAllGlobals())

const hostileKeys = ['__proto__', 'constructor', 'toString', '"]: alert(1), ["x', '`', '\\', '\u2028', "'", '\ud800']

describe('a row', () => {
  test('has a property for each key, whatever the keys', () => {
    const key = fc.oneof(fc.constantFrom(...hostileKeys), fc.string())
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1 }), (keys) => {
        const cells = keys.map((_key, index) => `cell ${index}`)
        const row = rowMaker(fieldsOf(keys))(cells)
        expect(new Set(Object.keys(row))).toEqual(new Set(keys))
        expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
        for (const [index, name] of keys.entries()) {
          expect(Object.getOwnPropertyDescriptor(row, name)?.value).toBe(`cell ${index}`)
        }
      }),
    )
  })

  test('is the same if code generation is disabled', () => {
    const refusing = vi.fn().mockImplementation(function refuse() {
      throw new EvalError('Code generation from strings disallowed for this context')
    })
    vi.stubGlobal('Function', refusing)
    const row = rowMaker(fieldsOf(hostileKeys))(hostileKeys)
    vi.unstubAllGlobals()
    expect(refusing).toHaveBeenCalledOnce()
    expect(row).toEqual(rowMaker(fieldsOf(hostileKeys))(hostileKeys))
    expect(row).toEqual(plainRowMaker(fieldsOf(hostileKeys))(hostileKeys))
  })

  test('does not change when the array of cells is reused', () => {
    const cells = ['1', '2']
    const row = rowMaker(fieldsOf(['a', 'b']))(cells)
    cells[0] = 'other'
    expect(row).toEqual({ a: '1', b: '2' })
  })
})

test('a short line of a wide table does not cost as much as a row', () => {
  const text = `a\tb\n${'1\t'.repeat(2_000)}`
  let searches = 0
  const counted = {
    indexOf(search: string, from: number) {
      searches += 1
      return text.indexOf(search, from)
    },
    slice: (start: number, end: number) => text.slice(start, end),
  } as string
  const read = lineReader(900, fieldsOf(Array.from({ length: 900 }, (_, index) => `column ${index}`)))
  const cursor = { tab: 1 }
  expect(read(counted, 0, 3, cursor)).toBeUndefined()
  expect(cursor.tab).toBe(1)
  expect(searches).toBeLessThan(20)
})
