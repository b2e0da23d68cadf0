/** A process that asks for a report, or goes on with it, and stands still for ever at the step where it is to be killed. */

import { sellingPartner } from '../../src/accounts/selling-partner/index.ts'
import { reportline } from '../../src/engine/reportline.ts'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { Outcome } from '../../src/run/outcome.ts'
import type { KilledRun, Step, Told } from './killed-run-options.ts'

const { url, credentials, path, at, how, now: start }: KilledRun = JSON.parse(process.argv[2] ?? '{}')
let now = start

const tell = (told: Told) => process.send?.(told)

/** Says that a step is reached; if it is the one, nothing happens any more in this process. */
async function reach(step: Step): Promise<void> {
  if (step !== at) return
  tell({ reached: step })
  await new Promise(() => {})
}

const fetch: typeof globalThis.fetch = async (input, init) => {
  const request = input instanceof Request ? input : new Request(input, init)
  const path = new URL(request.url).pathname
  const creates = request.method === 'POST' && path.endsWith('/reports')
  if (creates) await reach('before createReport is sent')
  const response = await globalThis.fetch(request)
  if (creates) await reach('after it was sent, before the answer')
  if (path.includes('/documents/') && !path.includes('/2021-06-30/')) await reach('during the download')
  return response
}

/** The emulator's time, which sleeping moves. */
const clock = {
  now: () => now,
  async sleep(milliseconds: number) {
    await reach('while waiting')
    await globalThis.fetch(`${url}/_emulator/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ milliseconds }),
    })
    now += milliseconds
  },
}

/** Leases are not renewed: who would do it is about to be killed. */
const leaseClock = { now: () => now, sleep: () => new Promise<void>(() => {}) }

const file = fileLedger({ path })
const ledger: Ledger = {
  ...file,
  async update(record, owner) {
    const { job } = record
    if (job.step === 'creating' && job.notSent === undefined) await reach('while waiting for the rate limit')
    if (job.step === 'waiting') await reach('after the answer, before it is saved')
    if (job.step === 'finished') await reach('after the end, before it is saved')
    await file.update(record, owner)
  },
}
const account = sellingPartner({
  region: 'na',
  credentials,
  endpoint: url,
  tokenEndpoint: `${url}/auth/o2/token`,
  fetch,
  clock,
})
const line = reportline({ ledger, accounts: { na: account }, clock: leaseClock })
const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'

async function read(outcome: Outcome): Promise<void> {
  if (outcome.status !== 'done') throw new Error(`the outcome is ${outcome.status}`)
  await reach('before the document')
  tell({ reportId: outcome.report.reportId, text: await outcome.document.text() })
}

async function ask(): Promise<void> {
  const day = 24 * 3_600_000
  if (how === 'run') return read(await line.run({ reportType, marketplaces: ['US'] }, { maxAge: day }))
  const results =
    how === 'runMany' ? line.runMany({ reportTypes: [reportType], marketplaces: ['US'] }) : line.resumeAll()
  for await (const { outcome, error } of results) {
    if (outcome === undefined) throw error
    await read(outcome)
  }
}

// What stands still for ever lives as long as the test does.
process.channel?.ref()
process.on('disconnect', () => process.exit(1))
await ask()
await file.close()
process.exit(0)
