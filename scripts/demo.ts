import { listApis } from './apis.ts'
import { Progress } from './progress.ts'
import { mustRun, run } from './run.ts'
import { turboEnvironment } from './turbo.ts'

// pnpm demo: lints, bundles, generates and builds, then runs the demo against the emulator. Exits with 0 only if every step
// succeeds.
const progress = new Progress()
const turbo = (...args: string[]) => mustRun('turbo', ['run', ...args], { env: turboEnvironment })

try {
  const { length } = listApis()
  await turbo('lint')
  progress.done(`Linted ${length} specifications`)
  await turbo('build', '--filter=./specs/*')
  progress.done(`Bundled ${length} specifications`)
  const { output } = await mustRun('node', ['scripts/generate.ts'])
  progress.done(output.trim())
  await turbo('build')
  progress.done('Built every package')
  const { code } = await run('node', ['packages/demo/src/main.ts'], { show: true })
  process.exitCode = code
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
