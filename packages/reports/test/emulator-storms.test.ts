import type { Emulator } from '@reportline/emulator'
import { describe, expect, test } from 'vitest'
import { reportline } from '../src/engine/reportline.ts'
import { accountAt, listingFetch, withEmulator } from './support/emulated.ts'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const listings = { reportType, marketplaces: ['US'] }

/** An account whose calls of some operations fail with a status until a time has passed. */
function accountInStorm(emulator: Emulator, status: number, milliseconds: number, hit: (call: string) => boolean) {
  const end = emulator.now() + milliseconds
  let refused = 0
  const { fetch, calls } = listingFetch((call) => {
    if (!hit(call) || emulator.now() >= end) return
    refused += 1
    emulator.addFixtures({ faults: [{ status }] })
  })
  return { account: accountAt(emulator, { fetch }), calls, refused: () => refused, end }
}

const isReports = (call: string) => call.includes(' /reports/2021-06-30/')
const isReading = (call: string) => isReports(call) && call.startsWith('GET')

async function reportsAt(emulator: Emulator): Promise<number> {
  const { reports } = await accountAt(emulator).client.getReports({ reportTypes: [reportType] })
  return reports.length
}

describe('a run', () => {
  test('survives three minutes in which Amazon rejects every call with 429', async () => {
    await withEmulator(async (emulator) => {
      const storm = accountInStorm(emulator, 429, 180_000, isReports)
      const outcome = await storm.account.run(listings)
      expect(outcome.status).toBe('done')
      expect(storm.refused()).toBeGreaterThan(2)
      expect(emulator.now()).toBeGreaterThan(storm.end)
      expect(await reportsAt(emulator)).toBe(1)
    })
  })

  test('survives a minute in which Amazon rejects every call but createReport with 503', async () => {
    await withEmulator(async (emulator) => {
      const storm = accountInStorm(emulator, 503, 60_000, isReading)
      const outcome = await storm.account.run(listings)
      expect(outcome.status).toBe('done')
      if (outcome.status === 'done') expect(await outcome.document.text()).toContain('seller-sku')
      expect(storm.refused()).toBeGreaterThan(2)
      expect(await reportsAt(emulator)).toBe(1)
    })
  })

  test('stops if createReport is rejected with 503 for a minute as well, after one createReport', async () => {
    await withEmulator(async (emulator) => {
      const storm = accountInStorm(emulator, 503, 60_000, isReports)
      const run = storm.account.run(listings)
      await expect(run).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', job: { step: 'creating' } })
      expect(createCalls(storm.calls)).toBe(1)
      expect(await reportsAt(emulator)).toBe(0)
    })
  })

  test('with a ledger continues after such a minute, and delivers one report', async () => {
    await withEmulator(async (emulator) => {
      const storm = accountInStorm(emulator, 503, 60_000, isReports)
      // Leases are not renewed: the account's sleeps move the emulator's time, and nothing else does.
      const clock = { now: () => emulator.now(), sleep: () => new Promise<void>(() => {}) }
      const line = reportline({ accounts: { na: storm.account }, clock, lease: 86_400_000 })
      await line.run(listings).catch(() => {})
      await emulator.advance(Math.max(0, storm.end - emulator.now()))
      const outcome = await line.run(listings)
      expect(outcome.status).toBe('done')
      expect(storm.refused()).toBeGreaterThan(0)
      expect(await reportsAt(emulator)).toBe(1)
      expect(await line.jobs()).toHaveLength(1)
    })
  })
})

function createCalls(calls: readonly string[]): number {
  return calls.filter((call) => call === 'POST /reports/2021-06-30/reports').length
}
