import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountAt } from '../support/emulated.ts'
import { runEngine } from './killed-process.ts'
import { type Delivered, type EngineOptions, type Message, type Step, steps } from './killed-process-options.ts'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const program = fileURLToPath(new URL('killed-process.ts', import.meta.url))

/** An emulator and the ledger of its only account. */
interface Scenario {
  readonly emulator: Emulator
  readonly path: string
}

const folder = mkdtempSync(join(tmpdir(), 'killed-'))
const scenarios: Scenario[] = []
afterAll(async () => {
  await Promise.all(scenarios.map(({ emulator }) => emulator.stop()))
  rmSync(folder, { recursive: true })
})

async function newScenario(): Promise<Scenario> {
  const scenario = { emulator: await startEmulator(), path: join(folder, `ledger-${scenarios.length}.db`) }
  scenarios.push(scenario)
  return scenario
}

function engineOptions({ emulator, path }: Scenario, how: EngineOptions['how'], at?: Step): EngineOptions {
  return { url: emulator.url, credentials: emulator.credentials.sellingPartner, path, how, at, now: emulator.now() }
}

/** Runs engines in one process, and kills it once each of them has reached its step. */
async function killAll(engines: readonly EngineOptions[]): Promise<void> {
  const child = fork(program, [JSON.stringify(engines)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const closed = once(child, 'close')
  const reached = new Map<string, Step>()
  const all = new Promise<void>((resolve) => {
    child.on('message', (message: Message) => {
      reached.set(message.path, message.reached)
      if (reached.size === engines.length) resolve()
    })
  })
  const ended = closed.then(() => {
    throw new Error(`the process ended before it could be killed: ${stderr}`)
  })
  await Promise.race([all, ended])
  ended.catch(() => {})
  child.kill('SIGKILL')
  await closed
  expect([...reached.values()].sort()).toEqual(engines.map(({ at }) => at).sort())
}

/** Runs an engine in this process, after the lease of the killed process has expired. */
async function finish(scenario: Scenario, how: EngineOptions['how']): Promise<Delivered[]> {
  await scenario.emulator.advance(61_000)
  return runEngine(engineOptions(scenario, how))
}

async function reportsAt({ emulator }: Scenario): Promise<string[]> {
  const { reports } = await accountAt(emulator).client.getReports({ reportTypes: [reportType] })
  return reports.map(({ reportId }) => reportId)
}

const cases = [
  ...steps.map((at) => ({ how: 'run', next: 'run', at }) as const),
  ...steps.map((at) => ({ how: 'runMany', next: 'resumeAll', at }) as const),
]

describe('an engine whose process is killed', () => {
  const killed = new Map<(typeof cases)[number], Scenario>()
  beforeAll(async () => {
    for (const one of cases) killed.set(one, await newScenario())
    await killAll([...killed].map(([{ how, at }, scenario]) => engineOptions(scenario, how, at)))
  })

  test.each(cases)(
    'in $how, $at, is continued by $next of another process, with one report that is delivered',
    async (one) => {
      const scenario = killed.get(one)
      if (!scenario) throw new Error('no process was killed')
      const delivered = await finish(scenario, one.next)
      const reports = await reportsAt(scenario)
      expect(reports).toHaveLength(1)
      expect(delivered).toEqual([{ reportId: reports[0], text: expect.stringContaining('\t') }])
      expect(one.next === 'resumeAll' ? await finish(scenario, one.next) : []).toEqual([])
    },
  )

  test('while it resolves the report of a killed process also leaves one report', async () => {
    const scenario = await newScenario()
    await killAll([engineOptions(scenario, 'run', 'after createReport is sent, before its response')])
    await scenario.emulator.advance(61_000)
    await killAll([engineOptions(scenario, 'run', 'after the response to createReport, before it is saved')])
    expect(await finish(scenario, 'resumeAll')).toHaveLength(1)
    expect(await reportsAt(scenario)).toHaveLength(1)
  })
})
