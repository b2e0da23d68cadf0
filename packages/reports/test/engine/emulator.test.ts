import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator, Fault } from '@reportline/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reportline } from '../../src/engine/reportline.ts'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { accountAt, withEmulator } from '../support/emulated.ts'
import { listJobs } from './list-jobs.ts'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const listings = { reportType, marketplaces: ['US'] }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function lineAt(emulator: Emulator, ledger: Ledger) {
  // Leases are not renewed: the account's sleeps move the emulator's time, and nothing else does.
  const clock = { now: () => emulator.now(), sleep: () => new Promise<void>(() => {}) }
  return reportline({ ledger, accounts: { na: accountAt(emulator) }, clock, lease: 86_400_000 })
}

async function reportsAt(emulator: Emulator): Promise<number> {
  const { reports } = await accountAt(emulator).client.getReports({ reportTypes: [reportType] })
  return reports.length
}

const createReport = 'createReport'
const faults: { what: string; faults: Fault[] }[] = [
  {
    what: 'the connection is reset before createReport is executed',
    faults: [{ operation: createReport, connection: 'reset-before' }],
  },
  {
    what: 'the connection is reset after createReport was executed',
    faults: [{ operation: createReport, connection: 'reset-during' }],
  },
  { what: 'the response to createReport is cut', faults: [{ operation: createReport, body: 'cut' }] },
  { what: 'createReport responds with 500', faults: [{ operation: createReport, status: 500 }] },
  {
    what: 'createReport responds with 429 three times',
    faults: [{ operation: createReport, status: 429, times: 3 }],
  },
  {
    what: 'the response to createReport is lost, and listing fails as well',
    faults: [
      { operation: createReport, connection: 'reset-during' },
      { operation: 'getReports', status: 503, times: 3 },
    ],
  },
  { what: 'getReport fails for a minute', faults: [{ operation: 'getReport', status: 503, times: 12 }] },
]

describe('with a ledger', () => {
  test.each(faults)('one report is created and delivered if $what', async ({ faults: given }) => {
    await withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: given })
      await using ledger = fileLedger({ path: join(folder, 'ledger.db') })
      const outcome = await lineAt(emulator, ledger).run(listings)
      if (outcome.status !== 'done') throw new Error(outcome.status)
      expect(await outcome.document.text()).toContain('\t')
      expect(await reportsAt(emulator)).toBe(1)
      expect(await listJobs(ledger)).toMatchObject([{ job: { step: 'finished' }, delivered: true }])
    })
  })

  test('the ledger records collected reports', async () => {
    await withEmulator(async (emulator) => {
      await using ledger = fileLedger({ path: join(folder, 'ledger.db') })
      const account = accountAt(emulator)
      const collect = async () => {
        const found: string[] = []
        for await (const { report } of account.collect({ reportTypes: [reportType], seen: ledger.seen('na') })) {
          found.push(report.reportId)
        }
        return found
      }
      const outcome = await lineAt(emulator, ledger).run(listings)
      expect(await collect()).toEqual([outcome.job.reportId])
      expect(await collect()).toEqual([])
    })
  })
})
