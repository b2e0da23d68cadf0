import { globSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { workspace } from './apis.ts'
import { listPackages } from './packages.ts'
import { mustRun, run } from './run.ts'
import { turboEnvironment } from './turbo.ts'

// pnpm attack [--rounds N] [--seed N]: builds every package and runs the attack tests, `test/**/*.attack.test.ts`, of all of
// them. Prints the seed, so that a failure can be repeated.
try {
  const { rounds, seed } = readArguments(process.argv.slice(2))
  const env = { ...(rounds && { REPORTLINE_ATTACK_ROUNDS: rounds }), REPORTLINE_ATTACK_SEED: seed }
  await mustRun('turbo', ['run', 'build'], { env: turboEnvironment })
  for (const { name, folder } of listPackages()) {
    if (globSync('test/**/*.attack.test.ts', { cwd: folder }).length === 0) continue
    console.log(`${name}: ${rounds ?? 'default'} rounds, seed ${seed}`)
    const config = join(workspace, 'vitest.config.ts')
    // Many rounds take longer than the time limit of other tests.
    const options = ['--config', config, '--testTimeout', '0', '--reporter', 'verbose']
    const { code } = await run('vitest', ['run', ...options, '.attack.test.ts'], { cwd: folder, env, show: true })
    if (code !== 0) process.exitCode = 1
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** Returns the rounds, if there are any, and the seed, which is random by default. */
function readArguments(args: string[]) {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string' }, seed: { type: 'string' } } })
  const { rounds, seed = String(Math.floor(Math.random() * 2 ** 31)) } = values
  for (const [name, value] of Object.entries({ rounds, seed })) {
    if (value !== undefined && !/^[1-9]\d{0,9}$/.test(value)) {
      throw new Error(`--${name} must be a whole number greater than zero, not ${value}`)
    }
  }
  return { rounds, seed }
}
