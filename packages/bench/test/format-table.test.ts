import { expect, test } from 'vitest'
import { formatTable } from '../src/report/format-table.ts'
import { megabytes, ratioText, seconds, sizeText } from '../src/report/units.ts'

test('the first column is aligned to the left and the others to the right', () => {
  const table = {
    title: 'Calls',
    columns: ['', 'ms'],
    rows: [
      ['fetch', '1'],
      ['a client', '100'],
    ],
    note: 'Each once.',
  }
  expect(formatTable(table)).toBe(
    ['Calls', '           ms', '--------  ---', 'fetch       1', 'a client  100', 'Each once.'].join('\n'),
  )
})

test('missing cells of a row stay empty', () => {
  expect(formatTable({ title: 'A', columns: ['', 'b', 'c'], rows: [['x']] })).toBe('A\n   b  c\n-  -  -\nx')
})

test('formats seconds, sizes and ratios', () => {
  expect(seconds(1234)).toBe('1.23')
  expect(megabytes(1_600_000)).toBe('2')
  expect(sizeText(200e6)).toBe('200 MB')
  expect(sizeText(2e9)).toBe('2 GB')
  expect(ratioText(1 / 3)).toBe('0.33')
  expect(ratioText(undefined)).toBe('-')
})
