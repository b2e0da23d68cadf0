import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatSum, sumTests } from '../sum-tests.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reportline-sum-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function addPackage(name: string, report?: object): string {
  const folder = join(root, name)
  mkdirSync(join(folder, '.reports'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { test: 'vitest run' } }))
  if (report) writeFileSync(join(folder, '.reports/vitest.json'), JSON.stringify(report))
  return folder
}

const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, testResults: [] }

describe('sumTests', () => {
  it('adds up the reports of all packages', () => {
    expect(sumTests([addPackage('a', report), addPackage('b', report)])).toEqual({ passed: 6, failed: 2, skipped: 4 })
  })

  it('counts a suite that left no report as failed', () => {
    expect(sumTests([addPackage('a')])).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('counts a file whose tests could not be collected as failed', () => {
    const broken = { ...report, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] }
    expect(sumTests([addPackage('a', broken)])).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  it('leaves out packages without tests', () => {
    expect(sumTests([root])).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})

describe('formatSum', () => {
  it('names skipped tests only where there are any', () => {
    expect(formatSum({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed')
    expect(formatSum({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped')
  })
})
