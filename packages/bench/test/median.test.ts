import { expect, test } from 'vitest'
import { mediansOf } from '../src/measure/interleave.ts'
import { median } from '../src/measure/median.ts'
import { rotate } from '../src/measure/rotate.ts'

test('the median is the middle value, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5)
})

test('the median of an even number of values lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('there is no median of no values', () => {
  expect(() => median([])).toThrow(RangeError)
})

test('each round begins with another contestant, and has them all', () => {
  expect([0, 1, 2, 3].map((round) => rotate(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc'])
})

test('the medians of time, CPU time and memory are taken each by itself', () => {
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
