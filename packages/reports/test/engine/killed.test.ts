import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '@reportline/emulator'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountAt, withEmulator } from '../support/emulated.ts'
import { type Message, type ProcessOptions, type Step, steps } from './killed-process-options.ts'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const program = fileURLToPath(new URL('killed-process.ts', import.meta.url))

/** The processes share compiled code, so that they start faster. */
const compileCache = mkdtempSync(join(tmpdir(), 'killed-compile-cache-'))
afterAll(() => rmSync(compileCache, { recursive: true }))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function begin(emulator: Emulator, options: Pick<ProcessOptions, 'how'> & { readonly at?: Step }): ChildProcess {
  const given: ProcessOptions = {
    url: emulator.url,
    credentials: emulator.credentials.sellingPartner,
    path: join(folder, 'ledger.db'),
    now: emulator.now(),
    ...options,
  }
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache }
  return fork(program, [JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env })
}

/** Kills a process once it has reached a step. */
async function killAt(emulator: Emulator, how: 'run' | 'runMany', at: Step): Promise<void> {
  const child = begin(emulator, { how, at })
  const [message]: Message[] = await Promise.race([once(child, 'message'), died(child)])
  expect(message).toEqual({ reached: at })
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Runs a process to its end and returns what it delivered. */
async function finish(emulator: Emulator, how: ProcessOptions['how']): Promise<Message[]> {
  const child = begin(emulator, { how })
  const messages: Message[] = []
  child.on('message', (message: Message) => messages.push(message))
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(stderr)
  return messages
}

async function died(child: ChildProcess): Promise<never> {
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk)
  })
  await once(child, 'close')
  throw new Error(`it ended before it could be killed: ${stderr}`)
}

async function reportsAt(emulator: Emulator): Promise<string[]> {
  const { reports } = await accountAt(emulator).client.getReports({ reportTypes: [reportType] })
  return reports.map(({ reportId }) => reportId)
}

describe.each([
  { how: 'run', next: 'run' },
  { how: 'runMany', next: 'resumeAll' },
] as const)('a process that is killed in $how', ({ how, next }) => {
  test.each(steps)(`%s is continued by ${next} of another process, with one report that is delivered`, async (at) => {
    await withEmulator(async (emulator) => {
      await killAt(emulator, how, at)
      // The lease of the killed process expires.
      await emulator.advance(61_000)
      const messages = await finish(emulator, next)
      const reports = await reportsAt(emulator)
      expect(reports).toHaveLength(1)
      expect(messages).toEqual([{ reportId: reports[0], text: expect.stringContaining('\t') }])
      expect(next === 'resumeAll' ? await finish(emulator, next) : []).toEqual([])
    })
  })
})

test('a process that is killed while it resolves the report of a killed process also leaves one report', async () => {
  await withEmulator(async (emulator) => {
    await killAt(emulator, 'run', 'after createReport is sent, before its response')
    await emulator.advance(61_000)
    await killAt(emulator, 'run', 'after the response to createReport, before it is saved')
    await emulator.advance(61_000)
    expect(await finish(emulator, 'resumeAll')).toHaveLength(1)
    expect(await reportsAt(emulator)).toHaveLength(1)
  })
})
