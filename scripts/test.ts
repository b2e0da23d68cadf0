import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { workspace } from './apis.ts'
import { listPackages, readPackage } from './packages.ts'
import { formatResultsTable } from './test-run/results-table.ts'
import { runTasks, type TaskResult } from './test-run/run-tasks.ts'
import { addTestCounts, formatTestCounts, readTestCounts } from './test-run/test-counts.ts'

// pnpm test: runs every check and every test. Tasks whose inputs have not changed since they succeeded come from turbo's cache.
// Prints the logs of failed tasks, a table of the tests, and the line `N passed, N failed`.

/** The builds come first: some checks read the build of every package, and others all files, even those of a build. */
const phases = [
  ['check-imports', 'lint', 'build'],
  ['check-style', 'check-unused', 'check-generated', 'check-packages', 'typecheck', 'test'],
]

const tested = [...listPackages(), readPackage(join(workspace, 'scripts'))].filter(
  ({ manifest }) => manifest.scripts?.test !== undefined,
)
// Turbo restores the reports of cached tests. Reports of earlier failures must not be counted.
for (const { folder } of tested) rmSync(join(folder, '.reports'), { recursive: true, force: true })

const results = new Map<string, TaskResult>()
try {
  for (const tasks of phases) {
    for (const result of await runTasks(tasks, showProgress)) {
      if (!result.succeeded && !results.has(result.id)) printFailure(result)
      results.set(result.id, result)
    }
  }
} catch (error) {
  clearProgress()
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
clearProgress()

const rows = tested.map(({ name, folder }) => {
  const result = results.get(`${name}#test`)
  return { name, ...readTestCounts(folder), milliseconds: result?.milliseconds }
})
const total = addTestCounts(rows)
console.log(formatResultsTable(rows))
console.log(formatTestCounts(total))
if (total.failed > 0 || [...results.values()].some(({ succeeded }) => !succeeded)) process.exitCode = 1

function printFailure({ id, logFile }: TaskResult): void {
  clearProgress()
  console.log(`${id} failed:\n${stripVTControlCharacters(readFileSync(logFile, 'utf8')).trim()}\n`)
}

/** Shows the current task in the last line of a terminal. */
function showProgress(id: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${id} …`)
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K')
}
