import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { fileBuckets } from '../src/file-buckets.ts'
import { type BucketStore, memoryBuckets, type Operation } from '../src/index.ts'
import { createReport, json, quotaExceeded, send, setUp } from './scripted-fetch.ts'

const { REPORTLINE_ATTACK_ROUNDS: numRuns = 200, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env
const parameters = { numRuns: Number(numRuns), seed: Number(seed) }

const start = Date.UTC(2024, 0, 1)
const day = 24 * 60 * 60_000
const quarterOfAnHour = 15 * 60_000

const folder = mkdtempSync(join(tmpdir(), 'learnt-rates-'))
const file = fileBuckets({ path: join(folder, 'buckets.db') })
afterAll(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

const headers = [
  '0.000000001 1e-9 1e-300 5e-324 0.00000000000000000000001 0 -0 -1 -0.0167 NaN nan Infinity -Infinity 1e308 1e309',
  '0x1 0b1 1e400 1e9 999999999999999999999 0.0001 0.001 0.01 0.0167 0.5 1 2 100 1,5 1.2.3 0.0167;0.0167',
]
  .join(' ')
  .split(' ')

/** Usage plans like Amazon's, from one request in ten minutes to fifty per second. */
const plans = fc.record({
  rate: fc.constantFrom(1 / 600, 0.0011, 0.0167, 0.0222, 0.5, 2, 50),
  burst: fc.integer({ min: 1, max: 30 }),
})
const rates = fc.oneof(fc.constantFrom(...headers.map(Number)), fc.double(), fc.double({ min: 0, max: 1, noNaN: true }))

describe.each([
  ['memory', () => memoryBuckets()],
  ['a file', () => file],
] satisfies [string, () => BucketStore][])('a client with buckets in %s', (_, open) => {
  test.each(headers)(
    'waits at most a quarter of an hour longer after the header x-amzn-RateLimit-Limit: %s',
    async (value) => {
      const operation: Operation = { ...createReport, rate: 0.0167, burst: 1 }
      const limited = () => json(202, {}, { 'x-amzn-RateLimit-Limit': value })
      const { request, clock } = setUp([limited, () => quotaExceeded(), limited], { buckets: open(), quota: value })
      for (let call = 0; call < 3; call += 1) await request(operation, send)
      const planned = 1000 / 0.0167 + 2_000
      for (const sleep of clock.sleeps) expect(sleep).toBeLessThanOrEqual(planned + quarterOfAnHour)
      expect(clock.now() - start).toBeLessThan(4 * (planned + quarterOfAnHour))
    },
  )

  test('waits at most a quarter of an hour longer than planned, whatever rates it learns', async () => {
    let bucketNumber = 0
    const check = async (plan: { rate: number; burst: number }, learnt: readonly number[]) => {
      const store = open()
      const bucket = { key: `bucket ${bucketNumber++}`, plan }
      for (const rate of learnt) await store.learn(bucket, rate, start)
      await store.empty(bucket, start)
      const { wait } = await store.take([bucket], start)
      expect(wait).toBeLessThanOrEqual(Math.ceil(1000 / plan.rate) + quarterOfAnHour)
      expect(wait).toBeGreaterThanOrEqual(Math.floor(1000 / plan.rate / 100))
    }
    await fc.assert(fc.asyncProperty(plans, fc.array(rates, { maxLength: 5 }), check), parameters)
  })

  test('forgets a learnt rate that is not reported again for a day', async () => {
    const store = open()
    const bucket = { key: 'forgets', plan: { rate: 1, burst: 1 } }
    const waitAt = async (now: number) => {
      await store.empty(bucket, now)
      return (await store.take([bucket], now)).wait
    }
    await store.learn(bucket, 0.5, start)
    expect(await waitAt(start + day)).toBe(2_000)
    await store.learn(bucket, 0.5, start + day)
    expect(await waitAt(start + 2 * day)).toBe(2_000)
    expect(await waitAt(start + 2 * day + 1)).toBe(1_000)
  })

  test('forgets a learnt rate although the clock was set back by a year', async () => {
    const store = open()
    const bucket = { key: 'set back', plan: { rate: 1, burst: 1 } }
    await store.learn(bucket, 0.5, start + 365 * day)
    await store.empty(bucket, start)
    await store.empty(bucket, start + day + 1)
    expect((await store.take([bucket], start + day + 1)).wait).toBe(1_000)
  })
})
