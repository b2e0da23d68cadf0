import { step } from '../packages/demo/src/step.ts'
import { listApis } from './apis.ts'
import { mustRun, run } from './run.ts'
import { turboEnvironment } from './turbo.ts'

// pnpm demo: from the hand-written YAML to the rows of two reports. Exits 0 only if every step did what it says.
const apis = listApis()
const turbo = (...args: string[]) => mustRun('turbo', ['run', ...args], { env: turboEnvironment })

try {
  await step(
    'Linting',
    () => `Linted ${apis.length} specifications`,
    () => turbo('lint'),
  )
  await step(
    'Bundling',
    () => `Bundled ${apis.length} specifications`,
    () => turbo('build', '--filter=./specs/*'),
  )
  await step(
    'Generating',
    ({ output }) => output.trim(),
    () => mustRun('node', ['scripts/generate.ts']),
  )
  await step(
    'Building',
    () => 'Built every package',
    () => turbo('build'),
  )
  const { code } = await run('node', ['packages/demo/src/main.ts'], { show: true })
  process.exitCode = code
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
