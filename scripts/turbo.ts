import { run } from './run.ts'

/** Turns off turbo's telemetry and update checks. */
export const turboEnvironment: Readonly<Record<string, string>> = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
}

// node scripts/turbo.ts …: runs turbo without telemetry and update checks.
if (import.meta.main) {
  const { code } = await run('turbo', process.argv.slice(2), { show: true, env: turboEnvironment })
  process.exitCode = code
}
