import { expect, test } from 'vitest'
import { reportline } from '../../src/engine/reportline.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { type SimulatedAmazonOptions, simulatedAmazon } from '../support/simulated-amazon.ts'
import { simulatedClock } from '../support/simulated-clock.ts'
import { simulateSellers } from '../support/simulated-sellers.ts'

/** Time that the rate limit of createReport requires: a burst of 15, then one report every 59.88 s. Milliseconds. */
const minimumMs = (100 - 15) * 59_880
const windows = Array.from({ length: 100 }, (_, day) => ({
  from: new Date(Date.UTC(2024, 0, 1 + day)),
  to: new Date(Date.UTC(2024, 0, 2 + day)),
}))

/** Runs 100 reports per seller and returns when the last document of each seller was read. */
async function runAll(sellers: readonly string[], options: SimulatedAmazonOptions = {}) {
  const clock = simulatedClock()
  const start = clock.now()
  const amazon = simulatedAmazon(clock, options)
  const accounts = Object.fromEntries(sellers.map((seller) => [seller, amazon.account(seller)]))
  const line = reportline({ ledger: memoryLedger(), accounts, clock })
  const took = new Map<string, number>()
  const many = { reportTypes: ['GET_SOMETHING'], marketplaces: ['US'], accounts: sellers, windows }
  const all = async () => {
    const downloads: Promise<void>[] = []
    for await (const { request, outcome, error } of line.runMany(many)) {
      if (outcome?.status !== 'done') throw error ?? new Error(outcome?.status)
      const download = outcome.document.text().then(() => void took.set(request.account, clock.now() - start))
      downloads.push(download)
    }
    await Promise.all(downloads)
  }
  await clock.run(all())
  return { took, amazon }
}

test('100 reports of one seller take hardly longer than the rate limits require, without a 429', async () => {
  const { took, amazon } = await runAll(['one'])
  expect(amazon.countsOf('one')).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
  expect(took.get('one')).toBeLessThanOrEqual(1.02 * minimumMs)
  expect(took.get('one')).toBeGreaterThan(minimumMs)
})

test('latencies of up to a second cause no 429', async () => {
  let seed = 1
  const latency = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return (seed / 2 ** 31) * 1_000
  }
  const { took, amazon } = await runAll(['one'], { latency })
  expect(amazon.countsOf('one')).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
  expect(took.get('one')).toBeLessThanOrEqual(1.02 * minimumMs)
})

test('reports that take longer than all their requests do not delay others', async () => {
  const duration = minimumMs + 600_000
  const { took, amazon } = await runAll(['one'], { duration })
  expect(amazon.countsOf('one')).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
  expect(amazon.countsOf('one').getReports).toBeGreaterThan(0)
  expect(took.get('one')).toBeLessThanOrEqual(1.02 * minimumMs + duration)
})

test('25 concurrent sellers take hardly longer than the rate limits require', async () => {
  const runs = await simulateSellers(25, 100, 4_000)
  expect(runs).toHaveLength(25)
  for (const { milliseconds, counts } of runs) {
    expect(counts).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
    expect(milliseconds).toBeLessThanOrEqual(1.02 * minimumMs)
  }
})
