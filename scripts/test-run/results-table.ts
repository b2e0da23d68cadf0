import type { TestCounts } from './test-counts.ts'

/** The test run of one package. */
export interface PackageResult extends TestCounts {
  readonly name: string
  /** Undefined if the result came from the cache. */
  readonly milliseconds: number | undefined
}

/** Formats a table with one row per package: its name, its numbers of tests and the seconds they took. */
export function formatResultsTable(results: readonly PackageResult[]): string {
  const header = ['package', 'passed', 'failed', 'skipped', 'seconds']
  const rows = results.map(({ name, passed, failed, skipped, milliseconds }) => [
    name,
    String(passed),
    String(failed),
    String(skipped),
    milliseconds === undefined ? 'cached' : (milliseconds / 1000).toFixed(1),
  ])
  const table = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  return table.map((row) => row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join('  ')).join('\n')
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}
