import { expect, test } from 'vitest'
import { schedulePeriods } from '../../src/accounts/selling-partner/index.ts'
import { addPeriod } from '../../src/schedules/add-period.ts'

const from = (instant: string, period: string, times = 1) => {
  const moved = addPeriod(Date.parse(instant), period, times)
  return moved === undefined ? undefined : new Date(moved).toISOString().replace(':00.000Z', 'Z')
}

test.each([
  ['2025-01-31T06:00Z', 'P1M', 1, '2025-02-28T06:00Z'],
  ['2024-01-31T06:00Z', 'P1M', 1, '2024-02-29T06:00Z'],
  ['2025-03-31T06:00Z', 'P1M', -1, '2025-02-28T06:00Z'],
  ['2025-12-15T06:00Z', 'P1M', 1, '2026-01-15T06:00Z'],
  ['2025-03-29T23:00Z', 'P1D', 1, '2025-03-30T23:00Z'],
  ['2025-01-01T00:00Z', 'PT84H', -1, '2024-12-28T12:00Z'],
  ['2025-01-01T00:00Z', 'PT5M', 2, '2025-01-01T00:10Z'],
  ['2025-01-01T00:00Z', 'P1W', 1, '2025-01-08T00:00Z'],
  ['2025-01-01T00:00Z', 'every day', 1, undefined],
])('%s plus %s, %i times, is %s', (instant, period, times, expected) => {
  expect(from(instant, period, times)).toBe(expected)
})

test('every period of Amazon results in a later time', () => {
  for (const period of schedulePeriods) expect(addPeriod(0, period)).toBeGreaterThan(0)
})
