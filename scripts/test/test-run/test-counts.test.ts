import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTestCounts, formatTestCounts, readTestCounts } from '../../test-run/test-counts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reportline-counts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }

function writeReport(content: object): void {
  mkdirSync(join(folder, '.reports'))
  writeFileSync(join(folder, '.reports/vitest.json'), JSON.stringify(content))
}

describe('readTestCounts', () => {
  it('reads the counts of a report, and counts todo tests as skipped', () => {
    writeReport(report)
    expect(readTestCounts(folder)).toEqual({ passed: 3, failed: 1, skipped: 3 })
  })

  it('counts a missing report as one failed test', () => {
    expect(readTestCounts(folder)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('counts a test file that could not be loaded as one failed test', () => {
    writeReport({ ...report, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] })
    expect(readTestCounts(folder)).toEqual({ passed: 3, failed: 1, skipped: 3 })
  })
})

describe('addTestCounts', () => {
  it('adds the counts of several packages', () => {
    const counts = { passed: 3, failed: 1, skipped: 2 }
    expect(addTestCounts([counts, counts])).toEqual({ passed: 6, failed: 2, skipped: 4 })
    expect(addTestCounts([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})

describe('formatTestCounts', () => {
  it('names skipped tests only if there are any', () => {
    expect(formatTestCounts({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed')
    expect(formatTestCounts({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped')
  })
})
