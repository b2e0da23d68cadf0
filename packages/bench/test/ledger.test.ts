import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filledFileLedger, filledMemoryLedger } from '../src/ledger/fill-ledger.ts'
import { ledger } from '../src/ledger/ledger.ts'
import { sharedKey, unfinishedCount } from '../src/ledger/stored-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'reportline-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a file ledger and a memory ledger are filled with the same jobs', async () => {
  await using file = await filledFileLedger(join(folder, 'ledger.db'), 100)
  await using memory = await filledMemoryLedger(100)
  const { entries } = await file.list({}, { limit: 1_000 })
  expect(entries).toEqual((await memory.list({}, { limit: 1_000 })).entries)
  expect(entries.filter(({ requestKey }) => requestKey === sharedKey)).toHaveLength(50)
  expect(entries.filter(({ job }) => job.step !== 'finished')).toHaveLength(unfinishedCount(100))
})

test.each(['file', 'memory'] as const)('a %s ledger is measured with each number of jobs', async (store) => {
  const found = await ledger({ store, counts: [100, 1_000], rounds: 2, requests: 3 })
  const names = ['reused', 'resumed', 'new'].flatMap((kind) => [
    ...[`${kind} 100 medians`, `${kind} 100 p99`, `${kind} 1000 medians`, `${kind} 1000 p99`],
  ])
  expect(Object.keys(found)).toEqual(names)
  expect(found['new 100 medians']).toEqual([expect.any(Number), expect.any(Number)])
  expect(found['new 100 p99']).toBeGreaterThan(0)
})
