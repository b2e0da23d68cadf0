import { expect, test } from 'vitest'
import { checkSameWork } from '../src/measure/check-same-work.ts'

const sample = (rows: number) => ({ name: 'csv-parse', measured: [{ wall: 1, cpu: 1, peak: 1, found: { rows } }] })

test('who has found all rows has done the work', () => {
  expect(() => checkSameWork([sample(100)], { rows: 100 })).not.toThrow()
})

test('who has lost rows is no peer', () => {
  expect(() => checkSameWork([sample(99)], { rows: 100 })).toThrow('csv-parse found rows 99 where there are 100')
})
