import { expect, test } from 'vitest'
import { checkSameWork } from '../src/measure/check-same-work.ts'

const sample = (rows: number) => ({ name: 'csv-parse', measured: [{ wall: 1, cpu: 1, peak: 1, found: { rows } }] })

test('accepts a contestant that found all rows', () => {
  expect(() => checkSameWork([sample(100)], { rows: 100 })).not.toThrow()
})

test('rejects a contestant that lost rows', () => {
  expect(() => checkSameWork([sample(99)], { rows: 100 })).toThrow('csv-parse: expected 100 rows, found 99.')
})
