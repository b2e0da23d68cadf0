import { reportTypes as built } from '@reportline/report-types'
import { expect, test } from 'vitest'
import { reportTypes } from '../src/index.ts'

test('the built package contains the same catalogue as the source', () => {
  expect(built()).toEqual(reportTypes())
  expect(built()).not.toBe(reportTypes())
})
