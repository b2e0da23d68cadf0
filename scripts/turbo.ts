import { run } from './run.ts'

/** Switches off what turbo would tell others, or ask them, about a run. */
export const turboEnvironment: Readonly<Record<string, string>> = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
}

// node scripts/turbo.ts …: turbo with telemetry and update checks off.
if (import.meta.main) {
  const { code } = await run('turbo', process.argv.slice(2), { show: true, env: turboEnvironment })
  process.exitCode = code
}
