import { expect, it } from 'vitest'
import { formatResultsTable } from '../../test-run/results-table.ts'

it('the table of results has a row for each package, with the seconds of tests that were not cached', () => {
  const results = [
    { name: '@reportline/auth', passed: 223, failed: 0, skipped: 0, milliseconds: 2_860 },
    { name: '@reportline/cli', passed: 9, failed: 1, skipped: 12, milliseconds: undefined },
  ]
  expect(formatResultsTable(results)).toBe(
    [
      'package           passed  failed  skipped  seconds',
      '@reportline/auth     223       0        0      2.9',
      '@reportline/cli        9       1       12   cached',
    ].join('\n'),
  )
})
