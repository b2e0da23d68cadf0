import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameColumns } from '../../src/rows/match-columns.ts'

const keys = (...header: string[]) => nameColumns(header).map((column) => column.key)

describe('the keys of columns', () => {
  test('are the names of the header', () => {
    expect(keys('sku', 'price', 'item-name')).toEqual(['sku', 'price', 'item-name'])
  })

  test('number repeated names', () => {
    expect(keys('price', 'price', 'price')).toEqual(['price', 'price (2)', 'price (3)'])
  })

  test('number columns without a name', () => {
    expect(keys('sku', '', '')).toEqual(['sku', 'column 2', 'column 3'])
  })

  test('never equal another name in the header', () => {
    expect(keys('price', 'price', 'price (2)')).toEqual(['price', 'price (3)', 'price (2)'])
    expect(keys('', 'column 1')).toEqual(['column 1 (2)', 'column 1'])
  })

  test('are unique, and equal to every name that occurs only once, whatever the header', () => {
    const name = fc.oneof(fc.constantFrom('', 'a', 'a (2)', 'column 1', 'column 2 (2)', '__proto__'), fc.string())
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (header) => {
        const columns = nameColumns(header)
        expect(new Set(columns.map((column) => column.key)).size).toBe(header.length)
        expect(columns.map((column) => column.name)).toEqual(header)
        for (const { name, key } of columns) {
          if (name !== '' && header.indexOf(name) === header.lastIndexOf(name)) expect(key).toBe(name)
        }
      }),
    )
  })
})
