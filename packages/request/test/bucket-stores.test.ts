import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { fileBuckets } from '../src/file-buckets.ts'
import { type BucketStore, memoryBuckets } from '../src/index.ts'

const start = Date.UTC(2024, 0, 1)
const folder = mkdtempSync(join(tmpdir(), 'buckets-'))
const file = fileBuckets({ path: join(folder, 'buckets.db') })
afterAll(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

const one = { key: 'one', plan: { rate: 1, burst: 1 } }
const two = { key: 'two', plan: { rate: 0.1, burst: 1 } }

type Step = {
  readonly kind: 'take' | 'refund' | 'learn' | 'empty'
  readonly key: string
  readonly wait: number
  readonly rate: number
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('take', 'take', 'take', 'refund', 'learn', 'empty'),
    key: fc.constantFrom('a', 'b'),
    wait: fc.integer({ min: -100_000, max: 100_000 }),
    rate: fc.integer({ min: 1, max: 100_000 }).map((parts) => parts / 10_000),
  }),
  { maxLength: 30 },
)

async function play(store: BucketStore, prefix: string, script: readonly Step[]): Promise<number[]> {
  const waits: number[] = []
  let now = start
  for (const { kind, key, wait, rate } of script) {
    now += wait
    const bucket = { key: `${prefix} ${key}`, plan: { rate: 0.0167, burst: 3 } }
    if (kind === 'take') waits.push((await store.take([bucket], now)).wait)
    else if (kind === 'refund') await store.refund([bucket], now)
    else if (kind === 'learn') await store.learn(bucket, rate, now)
    else await store.empty(bucket, now)
  }
  return waits
}

describe.each([
  ['memory', () => memoryBuckets()],
  ['a file', () => file],
])('a store in %s', (_, open) => {
  test('takes one token from each bucket, or none and names the slowest bucket', async () => {
    const store = open()
    expect(await store.take([one, two], start)).toEqual({ wait: 0 })
    expect(await store.take([one, two], start + 1_000)).toEqual({ wait: 9_000, slowest: { key: 'two', rate: 0.1 } })
    expect(await store.take([one], start + 1_000)).toEqual({ wait: 0 })
  })

  test('returns one token to each bucket', async () => {
    const store = open()
    const [first, second] = [
      { ...one, key: 'first' },
      { ...two, key: 'second' },
    ]
    await store.take([first, second], start)
    await store.refund([first, second], start + 500)
    expect(await store.take([first, second], start + 500)).toEqual({ wait: 0 })
    expect(await store.take([second], start + 500)).toMatchObject({ wait: 10_000 })
  })

  test('returns no token to a full bucket', async () => {
    const store = open()
    const full = { ...one, key: 'full' }
    await store.take([full], start)
    await store.refund([full], start + 60_000)
    await store.refund([full], start + 60_000)
    expect(await store.take([full], start + 60_000)).toEqual({ wait: 0 })
    expect(await store.take([full], start + 60_000)).toMatchObject({ wait: 1_000 })
  })

  test('returns no token to a bucket that was emptied meanwhile', async () => {
    const store = open()
    const emptied = { ...one, key: 'emptied' }
    await store.take([emptied], start)
    await store.empty(emptied, start)
    await store.refund([emptied], start)
    expect(await store.take([emptied], start)).toMatchObject({ wait: 1_000 })
  })

  test('continues when the clock was set back, although no token is available at that moment', async () => {
    const store = open()
    const bucket = { key: 'set back', plan: { rate: 1, burst: 1 } }
    const earlier = start - 24 * 60 * 60 * 1000
    await store.take([bucket], start)
    expect(await store.take([bucket], earlier)).toMatchObject({ wait: 1_000 })
    expect(await store.take([bucket], earlier + 1_000)).toEqual({ wait: 0 })
  })
})

test('memory and file behave the same for any sequence of calls', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      run += 1
      expect(await play(file, `run ${run}`, script)).toEqual(await play(memoryBuckets(), '', script))
    }),
  )
})
