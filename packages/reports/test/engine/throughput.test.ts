import { expect, test } from 'vitest'
import { reportline } from '../../src/engine/reportline.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { type SimulatedAmazonOptions, simulatedAmazon } from '../support/simulated-amazon.ts'
import { simulatedClock } from '../support/simulated-clock.ts'
import { simulateSellers } from '../support/simulated-sellers.ts'

/** What Amazon's limit for creating reports allows: a full bucket of 15, and then one every 59.88 s. */
const ceiling = (100 - 15) * 59_880
const windows = Array.from({ length: 100 }, (_, day) => ({
  from: new Date(Date.UTC(2024, 0, 1 + day)),
  to: new Date(Date.UTC(2024, 0, 2 + day)),
}))

/** Has each seller's 100 reports asked for, waited for and downloaded. Answers when each seller's last was there. */
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

test('100 reports of one seller take hardly longer than Amazon’s limits want, without one refusal', async () => {
  const { took, amazon } = await runAll(['one'])
  expect(amazon.countsOf('one')).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
  expect(took.get('one')).toBeLessThanOrEqual(1.02 * ceiling)
  expect(took.get('one')).toBeGreaterThan(ceiling)
})

test('not even where requests take anything from a moment to a second to arrive', async () => {
  let seed = 1
  const latency = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return (seed / 2 ** 31) * 1_000
  }
  const { took, amazon } = await runAll(['one'], { latency })
  expect(amazon.countsOf('one')).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
  expect(took.get('one')).toBeLessThanOrEqual(1.02 * ceiling)
})

test('reports that take four hours hold no other up, without one refusal', async () => {
  const fourHours = 4 * 3_600_000
  const { took, amazon } = await runAll(['one'], { duration: fourHours })
  expect(amazon.countsOf('one')).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
  expect(amazon.countsOf('one').getReports).toBeGreaterThan(0)
  expect(took.get('one')).toBeLessThanOrEqual(1.02 * ceiling + fourHours)
})

test('200 sellers side by side each keep to that', async () => {
  const runs = await simulateSellers(200, 100, 4_000)
  expect(runs).toHaveLength(200)
  for (const { milliseconds, counts } of runs) {
    expect(counts).toMatchObject({ createReport: 100, getReportDocument: 100, refused: 0 })
    expect(milliseconds).toBeLessThanOrEqual(1.02 * ceiling)
  }
}, 300_000)
