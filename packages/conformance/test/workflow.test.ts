import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { workspace } from '@reportline/scripts/apis'
import { run } from '@reportline/scripts/run'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let emulator: Emulator
let folder: string
beforeEach(async () => {
  emulator = await startEmulator()
  folder = mkdtempSync(join(tmpdir(), 'reportline-workflow-'))
})
afterEach(async () => {
  await emulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the Arazzo document of the tutorial', () => {
  it('runs against the emulator: schedule, two days, report, document', async () => {
    const { code, output } = await respect(emulator.credentials.sellingPartner)
    expect(code, output).toBe(0)
    expect(failedChecks()).toEqual([])
  })

  it('fails when the credentials are wrong', async () => {
    const { code } = await respect({ ...emulator.credentials.sellingPartner, clientSecret: 'wrong' })
    expect(code).not.toBe(0)
  })
})

function respect({ clientId, clientSecret, refreshToken }: Emulator['credentials']['sellingPartner']) {
  const inputs = { clock: `${emulator.url}/_emulator/advance`, clientId, clientSecret, refreshToken }
  const inputOptions = Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`])
  const servers = ['reports', 'login'].flatMap((source) => ['--server', `${source}=${emulator.url}`])
  const options = ['--json-output', join(folder, 'result.json'), '--execution-timeout', '30000']
  return run(
    'redocly',
    [
      'respect',
      'specs/workflows/schedule-and-retrieve.arazzo.yaml',
      '--workflow',
      'schedule-and-retrieve',
      ...servers,
      ...inputOptions,
      ...options,
    ],
    { cwd: workspace, env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  )
}

/** Returns the failed checks of the last run. */
function failedChecks(): unknown[] {
  const failed: unknown[] = []
  JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'), (_, value: unknown) => {
    const check = value as { passed?: unknown } | null
    if (typeof check === 'object' && check?.passed === false) failed.push(check)
    return value
  })
  return failed
}
