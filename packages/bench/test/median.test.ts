import { expect, test } from 'vitest'
import { mediansOf } from '../src/measure/interleave.ts'
import { median } from '../src/measure/median.ts'
import { percentile } from '../src/measure/percentile.ts'
import { rotate } from '../src/measure/rotate.ts'

test('the median is the middle value, in any order', () => {
  expect(median([9, 1, 5])).toBe(5)
})

test('the median of an even number of values is the mean of the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('the median of an empty list is an error', () => {
  expect(() => median([])).toThrow('An empty list has no median.')
})

test('the 99th percentile is exceeded by at most 1 % of the values', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index)
  expect(percentile(values, 0.99)).toBe(198)
  expect(percentile([7], 0.99)).toBe(7)
  expect(() => percentile([], 0.99)).toThrow('An empty list has no percentile.')
})

test('each round starts with a different contestant and includes all of them', () => {
  expect([0, 1, 2, 3].map((round) => rotate(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc'])
})

test('time, CPU time and memory each have their own median', () => {
  const measured = [
    { wall: 1, cpu: 30, peak: 200, found: {} },
    { wall: 3, cpu: 10, peak: 300, found: {} },
    { wall: 2, cpu: 20, peak: 100, found: {} },
  ]
  expect(mediansOf({ name: 'a', measured })).toEqual({ wall: 2, cpu: 20, peak: 200 })
})

test('a contestant that failed has no medians', () => {
  const measured = [{ wall: 1, cpu: 1, peak: 1, found: {} }]
  expect(mediansOf({ name: 'a', measured, failure: 'out of memory' })).toBeUndefined()
})
