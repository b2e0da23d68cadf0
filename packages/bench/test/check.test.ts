import { expect, test } from 'vitest'
import { type Check, isMet, shortfalls } from '../src/report/check.ts'
import { checksTable } from '../src/report/checks-table.ts'

const least = (measured: number | undefined): Check => ({
  name: 'throughput',
  required: { least: 0.9 },
  measured,
  unit: '',
})
const most = (measured: number | undefined): Check => ({
  name: 'memory',
  required: { most: 60 },
  measured,
  unit: ' MB',
})

test('a figure that is just reached is reached', () => {
  expect(isMet(least(0.9))).toBe(true)
  expect(isMet(most(60))).toBe(true)
})

test('a figure that is just missed falls short', () => {
  expect(isMet(least(0.899))).toBe(false)
  expect(isMet(most(60.1))).toBe(false)
})

test('what could not be measured falls short', () => {
  expect(isMet(least(undefined))).toBe(false)
  expect(isMet(most(Number.NaN))).toBe(false)
})

test('each figure that falls short is named, with what was measured and what is required', () => {
  expect(shortfalls([least(1), most(88.64), least(undefined)])).toEqual([
    'memory: 88.6 MB, at most 60 MB',
    'throughput: not measured, at least 0.9',
  ])
})

test('the table of figures shows the verdict on each', () => {
  expect(checksTable([least(0.95), most(88)]).rows.map((row) => row.at(-1))).toEqual(['reached', 'FALLS SHORT'])
})
