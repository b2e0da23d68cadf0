import { expect, test } from 'vitest'
import { addMonths } from '../src/index.ts'

test.each([
  ['2025-01-31T06:00:00Z', 1, '2025-02-28T06:00:00Z'],
  ['2024-01-31T06:00:00Z', 1, '2024-02-29T06:00:00Z'],
  ['2025-03-31T06:00:00Z', -1, '2025-02-28T06:00:00Z'],
  ['2025-12-15T06:00:00Z', 1, '2026-01-15T06:00:00Z'],
  ['2025-01-15T06:00:00Z', -25, '2022-12-15T06:00:00Z'],
  ['2025-01-31T06:00:00Z', 0, '2025-01-31T06:00:00Z'],
])('%s plus %i months is %s', (start, months, expected) => {
  expect(addMonths(Date.parse(start), months)).toBe(Date.parse(expected))
})
