import { expect, test } from 'vitest'
import { checkSameWork } from '../src/measure/check-same-work.ts'

const sample = (rows: number) => ({ name: 'csv-parse', measured: [{ wall: 1, cpu: 1, peak: 1, found: { rows } }] })

test('a contestant that found all rows passes', () => {
  expect(() => checkSameWork([sample(100)], { rows: 100 })).not.toThrow()
})

test('a contestant that lost rows is rejected', () => {
  expect(() => checkSameWork([sample(99)], { rows: 100 })).toThrow('csv-parse found rows 99 instead of 100')
})
