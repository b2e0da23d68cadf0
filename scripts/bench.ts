import { mustRun, run } from './run.ts'
import { turboEnvironment } from './turbo.ts'

// pnpm bench: builds what is measured, then measures. Its options are those of `pnpm bench --help`.
try {
  await mustRun('turbo', ['run', 'build', '--filter=@reportline/bench...'], { env: turboEnvironment })
  const { code } = await run('node', ['packages/bench/src/main.ts', ...process.argv.slice(2)], { show: true })
  process.exitCode = code
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
