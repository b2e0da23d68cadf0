import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalText } from '../../src/index.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import type { TypedRowsOptions } from '../../src/rows/types.ts'
import { collect, generate } from '../support/streams.ts'

async function read(amounts: readonly string[], decimalMark?: TypedRowsOptions['decimalMark']) {
  const text = `price\tcost\n${amounts.map((amount) => `${amount}\t${amount}\n`).join('')}`
  const types = { price: 'money', cost: 'decimal' } as const
  const rows = readRows('doc-1', () => generate([text]), { types, decimalMark })
  const all = (await collect(rows)).flat()
  const prices = all.map(({ price }) => (typeof price === 'object' && 'amount' in price ? price.amount : price))
  return { prices, costs: all.map(({ cost }) => cost), summary: rows.summary }
}

function otherMark(mark: 'point' | 'comma'): 'point' | 'comma' {
  return mark === 'point' ? 'comma' : 'point'
}

describe('an amount', () => {
  test('is converted in the same way after others of its form', () => {
    const digits = (max: number) => fc.string({ unit: fc.constantFrom(...'0019'), maxLength: max })
    const amount = fc
      .tuple(fc.constantFrom('', '-', '+', '- '), digits(41), fc.constantFrom('.', ',', ' ', 'x'), digits(3))
      .map((parts) => parts.join(''))
    const marks = fc.constantFrom(['point', '1.25'], ['comma', '1,25'])
    return fc.assert(
      fc.asyncProperty(amount, marks, fc.boolean(), async (text, form, isAuto) => {
        const [mark, usual] = form as ['point' | 'comma', string]
        const { prices } = await read([usual, text, usual], isAuto ? 'auto' : mark)
        const certain = isAuto && decimalText(text, mark) === undefined ? otherMark(mark) : mark
        expect(prices).toEqual(['1.25', decimalText(text, certain) ?? text, '1.25'])
      }),
    )
  })

  test.each([
    ['1.234,50', 'comma', '1234.50'],
    ['1,234.50', 'point', '1234.50'],
    ["1'234.50", 'point', '1234.50'],
    ['1’234’567.5', 'point', '1234567.5'],
    ['1,23,45,678.90', 'point', '12345678.90'],
    ['1 234,5', 'comma', '1234.5'],
    ['-0,05', 'comma', '-0.05'],
    ['\u22121.234', 'comma', '-1234'],
    ['+5', 'point', '5'],
    ['.50', 'point', '0.50'],
    ['-,5', 'comma', '-0.5'],
    ['90071992547409931234,01', 'comma', '90071992547409931234.01'],
  ] as const)('%s with a decimal %s is %s', (amount, mark, expected) => {
    expect(decimalText(amount, mark)).toBe(expected)
  })

  test.each([
    ['95,00', 'point'],
    ['1.234.567', 'point'],
    ['EUR 1', 'point'],
    ['.', 'point'],
    [',5', 'point'],
    ['', 'comma'],
    ['1.23,45', 'comma'],
  ] as const)('"%s" cannot be read with a decimal %s', (amount, mark) => {
    expect(decimalText(amount, mark)).toBeUndefined()
  })

  test('is the decimal that was written, in every form', () => {
    const grouped = (digits: string, separator: string) => digits.replace(/\B(?=(\d{3})+$)/g, separator)
    const forms = fc.constantFrom(
      ['point', '.', ','],
      ['point', '.', "'"],
      ['comma', ',', '.'],
      ['comma', ',', '\u00a0'],
    )
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.nat(99),
        fc.boolean(),
        forms,
        (whole, cents, minus, form) => {
          const [mark, point, separator] = form as ['point' | 'comma', string, string]
          const sign = minus ? '-' : ''
          const decimals = String(cents).padStart(2, '0')
          expect(decimalText(`${sign}${grouped(String(whole), separator)}${point}${decimals}`, mark)).toBe(
            `${sign}${whole}.${decimals}`,
          )
        },
      ),
    )
  })
})

describe('the decimal mark of a document', () => {
  test('is detected, and amounts stay as they are by default', async () => {
    const { prices, costs, summary } = await read(['1.234', '95,00'])
    expect(prices).toEqual(['1.234', '95,00'])
    expect(costs).toEqual(prices)
    expect(summary).toMatchObject({ decimalMark: 'comma', warnings: [] })
  })

  test('converts the amounts after the first certain one, and those before are a warning', async () => {
    const { prices, costs, summary } = await read(['7', '1.234', '95,00', '1.234', ''], 'auto')
    expect(prices).toEqual(['7', '1.234', '95.00', '1234', ''])
    expect(costs).toEqual(prices)
    expect(summary.warnings).toMatchObject([{ code: 'UNREADABLE_AMOUNTS', count: 2 }])
  })

  test('can be set', async () => {
    const { prices, costs, summary } = await read(['1.234', 'N/A'], 'comma')
    expect(prices).toEqual(['1234', 'N/A'])
    expect(costs).toEqual(prices)
    expect(summary.warnings).toMatchObject([{ code: 'UNREADABLE_AMOUNTS', count: 2 }])
  })

  test('is a warning if the amounts contradict each other', async () => {
    const { summary } = await read(['1,50', '1.50'])
    expect(summary.decimalMark).toBe('mixed')
    expect(summary.warnings).toMatchObject([{ code: 'MIXED_DECIMAL_MARKS' }])
  })
})
