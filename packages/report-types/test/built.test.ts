import { reportTypes as built } from '@reportline/report-types'
import { expect, test } from 'vitest'
import { reportTypes } from '../src/index.ts'

test('what is built holds the same as what is written', () => {
  expect(built()).toEqual(reportTypes())
  expect(built()).not.toBe(reportTypes())
})
