import { mustRun, run } from './run.ts'
import { turboEnvironment } from './turbo.ts'

// pnpm bench: builds the packages to measure and runs the benchmarks. `pnpm bench --help` lists the options.
try {
  await mustRun('turbo', ['run', 'build', '--filter=@reportline/bench...'], { env: turboEnvironment })
  const { code } = await run('node', ['packages/bench/src/main.ts', ...process.argv.slice(2)], { show: true })
  process.exitCode = code
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
