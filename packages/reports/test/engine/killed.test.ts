import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '@reportline/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountAt, withEmulator } from '../support/emulated.ts'
import { type KilledRun, type Step, steps, type Told } from './killed-run-options.ts'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const program = fileURLToPath(new URL('killed-run.ts', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function begin(emulator: Emulator, terms: Pick<KilledRun, 'how'> & { readonly at?: Step }): ChildProcess {
  const given: KilledRun = {
    url: emulator.url,
    credentials: emulator.credentials.sellingPartner,
    path: join(folder, 'ledger.db'),
    now: emulator.now(),
    ...terms,
  }
  return fork(program, [JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
}

/** Kills a process when it has come to a step. */
async function killAt(emulator: Emulator, how: 'run' | 'runMany', at: Step): Promise<void> {
  const child = begin(emulator, { how, at })
  const [told]: Told[] = await Promise.race([once(child, 'message'), died(child)])
  expect(told).toEqual({ reached: at })
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Lets a process go to its end. Answers what it delivered. */
async function finish(emulator: Emulator, how: KilledRun['how']): Promise<Told[]> {
  const child = begin(emulator, { how })
  const told: Told[] = []
  child.on('message', (message: Told) => told.push(message))
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += String(chunk)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(said)
  return told
}

async function died(child: ChildProcess): Promise<never> {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += String(chunk)
  })
  await once(child, 'close')
  throw new Error(`it ended before it could be killed: ${said}`)
}

async function reportsAt(emulator: Emulator): Promise<string[]> {
  const { reports } = await accountAt(emulator).client.getReports({ reportTypes: [reportType] })
  return reports.map(({ reportId }) => reportId)
}

describe.each([
  { how: 'run', next: 'run' },
  { how: 'runMany', next: 'resumeAll' },
] as const)('a process that is killed in $how', ({ how, next }) => {
  test.each(steps)(`%s is gone on with by ${next} of another: one report, and it is delivered`, async (at) => {
    await withEmulator(async (emulator) => {
      await killAt(emulator, how, at)
      // The lease of the dead runs out.
      await emulator.advance(61_000)
      const told = await finish(emulator, next)
      const reports = await reportsAt(emulator)
      expect(reports).toHaveLength(1)
      expect(told).toEqual([{ reportId: reports[0], text: expect.stringContaining('\t') }])
      expect(next === 'resumeAll' ? await finish(emulator, next) : []).toEqual([])
    })
  })
})

test('a process that is killed again while it looks for the report of the first leaves one report as well', async () => {
  await withEmulator(async (emulator) => {
    await killAt(emulator, 'run', 'after it was sent, before the answer')
    await emulator.advance(61_000)
    await killAt(emulator, 'run', 'after the answer, before it is saved')
    await emulator.advance(61_000)
    expect(await finish(emulator, 'resumeAll')).toHaveLength(1)
    expect(await reportsAt(emulator)).toHaveLength(1)
  })
})
