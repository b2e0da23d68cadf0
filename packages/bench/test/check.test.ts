import { expect, test } from 'vitest'
import { type Check, isMet, missedTargets } from '../src/report/check.ts'
import { checksTable } from '../src/report/checks-table.ts'

const throughput = (measured: number | undefined): Check => ({
  name: 'throughput',
  required: { min: 0.9 },
  measured,
  unit: '',
})
const memory = (measured: number | undefined): Check => ({
  name: 'memory',
  required: { max: 60 },
  measured,
  unit: ' MB',
})

test('a figure that equals its target meets it', () => {
  expect(isMet(throughput(0.9))).toBe(true)
  expect(isMet(memory(60))).toBe(true)
})

test('a figure just beyond its target misses it', () => {
  expect(isMet(throughput(0.899))).toBe(false)
  expect(isMet(memory(60.1))).toBe(false)
})

test('a figure that could not be measured misses its target', () => {
  expect(isMet(throughput(undefined))).toBe(false)
  expect(isMet(memory(Number.NaN))).toBe(false)
})

test('each missed target is listed with the measured and the required value', () => {
  expect(missedTargets([throughput(1), memory(88.64), throughput(undefined)])).toEqual([
    'memory: 88.6 MB, required: at most 60 MB',
    'throughput: not measured, required: at least 0.9',
  ])
})

test('the table of figures shows whether each target is met', () => {
  expect(checksTable([throughput(0.95), memory(88)]).rows.map((row) => row.at(-1))).toEqual(['met', 'MISSED'])
})
