import { describe, expect, test } from 'vitest'
import { DecimalSum, negated } from '../../src/settlement/decimal-sum.ts'

function add(...amounts: string[]) {
  const unreadable = { point: 0, comma: 0 }
  const sum = new DecimalSum(unreadable)
  for (const amount of amounts) sum.add(amount)
  return { unreadable, point: sum.format('point'), comma: sum.format('comma') }
}

describe('a sum of amounts', () => {
  test('is exact, unlike numbers', () => {
    expect(add('0.1', '0.2').point).toBe('0.3')
    expect(add('90071992547409.93', '0.01', '-90071992547409.94').point).toBe('0.00')
  })

  test('detects the decimal mark from the amounts', () => {
    expect(add('95,00', '-1.234,56')).toMatchObject({ unreadable: { point: 2, comma: 0 }, comma: '-1139,56' })
    expect(add('95.00', '-1,234.56')).toMatchObject({ unreadable: { point: 0, comma: 2 }, point: '-1139.56' })
  })

  test('keeps both sums while both decimal marks are possible', () => {
    expect(add('1.234', '5')).toEqual({ unreadable: { point: 0, comma: 0 }, point: '6.234', comma: '1239' })
  })

  test.each([['-1.50'], ['+1.50'], ['\u22121.50'], ['1 234.50'], ['1\u00a0234.50']])('reads %s', (amount) => {
    expect(add(amount).unreadable.point).toBe(0)
  })

  test.each([[''], ['EUR 1'], ['1.2.3'], ['1e5'], ['--1'], ['1'.repeat(60)], ['12,34,56']])(
    'does not read "%s"',
    (amount) => {
      expect(add(amount).unreadable).toEqual({ point: 1, comma: 1 })
    },
  )

  test('negates an amount', () => {
    expect(['-1,50', '1,50', '0.00', '-0.00'].map(negated)).toEqual(['1,50', '-1,50', '0.00', '0.00'])
  })
})
