import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { workspace } from './apis.ts'
import { listPackages } from './packages.ts'
import { run } from './run.ts'
import { formatSum, sumTests } from './sum-tests.ts'
import { turboEnvironment } from './turbo.ts'

// pnpm test: every check and every test, through turbo, so that what has not changed is not run again.
const folders = [...listPackages().map(({ folder }) => folder), join(workspace, 'scripts')]
// Reports of an earlier run must not count: turbo puts those of unchanged suites back.
for (const folder of folders) rmSync(join(folder, '.reports'), { recursive: true, force: true })

const tasks = ['check-style', 'check-unused', 'lint', 'build', 'check-generated', 'typecheck', 'test', 'check-packages']
const { code } = await run('turbo', ['run', ...tasks, '--continue', '--concurrency=2', '--output-logs=new-only'], {
  show: true,
  env: turboEnvironment,
})
const sum = sumTests(folders)
console.log(formatSum(sum))
process.exitCode = code !== 0 ? code : sum.failed > 0 ? 1 : 0
