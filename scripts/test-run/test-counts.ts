import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the test runners' JSON reports say, added up. */
export interface TestSum {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/**
 * Adds up the JSON reports in the folders' `.reports/vitest.json`. A file whose tests could not even be collected counts as
 * one failed test.
 *
 * @param folders packages; one whose `package.json` has a test script but that has no report counts as one failed test
 */
export function sumTests(folders: readonly string[]): TestSum {
  const sums = folders.filter(hasTests).map((folder) => readReport(join(folder, '.reports/vitest.json')))
  return {
    passed: total(sums.map(({ passed }) => passed)),
    failed: total(sums.map(({ failed }) => failed)),
    skipped: total(sums.map(({ skipped }) => skipped)),
  }
}

/** The line that closes a run: `N passed, N failed`, with `, N skipped` where there are any. */
export function formatSum({ passed, failed, skipped }: TestSum): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function hasTests(folder: string): boolean {
  const path = join(folder, 'package.json')
  if (!existsSync(path)) return false
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { scripts?: Record<string, string> }
  return manifest.scripts?.test !== undefined
}

function readReport(path: string): TestSum {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
