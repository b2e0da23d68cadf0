import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bucket, createRequest, memoryBuckets, type Priority } from '../src/index.ts'
import { RateLimitQueue, rankOf } from '../src/rate-limit-queue.ts'
import { manualClock } from './test-clock.ts'

const bucket: Bucket = { key: 'create', plan: { rate: 1, burst: 2 } }
const typeBucket = { key: 'type', plan: { rate: 0.1, burst: 1 } }

interface Caller {
  readonly name: number
  readonly priority: Priority
  readonly arrivedAt: number
}

/** Lets callers arrive at their times and records when each was served. */
async function serve(callers: readonly Caller[], buckets: (caller: Caller) => readonly Bucket[], until: number) {
  const clock = manualClock(0)
  const queue = new RateLimitQueue(memoryBuckets(), clock)
  const served: (Caller & { readonly at: number })[] = []
  for (const caller of [...callers].sort((one, other) => one.arrivedAt - other.arrivedAt)) {
    await clock.advance(caller.arrivedAt - clock.now())
    const waiting = queue.acquire(buckets(caller), { rank: rankOf(caller.priority) ?? 0, onWait: () => {} })
    void waiting.then(() => served.push({ ...caller, at: clock.now() }))
  }
  await clock.advance(until - clock.now())
  return served
}

const someCallers = fc
  .array(
    fc.record({
      priority: fc.constantFrom<Priority>('normal', 'backfill'),
      arrivedAt: fc.integer({ min: 0, max: 12_000 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((some): Caller[] =>
    some.sort((one, other) => one.arrivedAt - other.arrivedAt).map((caller, index) => ({ ...caller, name: index })),
  )

describe('two priorities', () => {
  test('serve a normal call before backfill calls that arrived earlier', async () => {
    const callers = [0, 1, 2, 3, 4, 5].map((name): Caller => ({ name, priority: 'backfill', arrivedAt: 0 }))
    const late = [6, 7].map((name): Caller => ({ name, priority: 'normal', arrivedAt: 500 }))
    const served = await serve([...callers, ...late], () => [bucket], 10_000)
    expect(served.map(({ name }) => name)).toEqual([0, 1, 6, 7, 2, 3, 4, 5])
  })

  test('apply to any calls at any time and waste no token', async () => {
    await fc.assert(
      fc.asyncProperty(someCallers, async (callers) => {
        const served = await serve(callers, () => [bucket], 60_000)
        expect(served).toHaveLength(callers.length)
        for (const priority of ['normal', 'backfill'] as const) {
          const names = served.filter((one) => one.priority === priority).map(({ name }) => name)
          expect(names).toEqual([...names].sort((one, other) => one - other))
        }
        for (const { at } of served.filter((one) => one.priority === 'backfill')) {
          const passedBy = served.filter((one) => one.priority === 'normal' && one.arrivedAt < at && one.at > at)
          expect(passedBy).toEqual([])
        }
        const plain = await serve(
          callers.map((caller) => ({ ...caller, priority: 'normal' })),
          () => [bucket],
          60_000,
        )
        expect(served.map(({ at }) => at)).toEqual(plain.map(({ at }) => at))
      }),
      { numRuns: 60 },
    )
  })

  test('apply to calls with several buckets, too', async () => {
    await fc.assert(
      fc.asyncProperty(someCallers, async (callers) => {
        const served = await serve(callers, ({ name }) => (name % 3 === 0 ? [bucket, typeBucket] : [bucket]), 400_000)
        expect(served).toHaveLength(callers.length)
        for (const buckets of [0, 1]) {
          const ofBuckets = served.filter(({ name }) => (name % 3 === 0 ? 1 : 0) === buckets)
          for (const { at } of ofBuckets.filter((one) => one.priority === 'backfill')) {
            expect(ofBuckets.filter((one) => one.priority === 'normal' && one.arrivedAt < at && one.at > at)).toEqual(
              [],
            )
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('fail a backfill call immediately when a normal call delays it beyond its deadline', async () => {
    const clock = manualClock(0)
    const queue = new RateLimitQueue(memoryBuckets(), clock)
    const acquire = (rank: number, deadline?: number) => queue.acquire([bucket], { rank, deadline, onWait: () => {} })
    for (let count = 0; count < 3; count += 1) void acquire(1)
    const last = acquire(1, 2_500)
    await clock.advance(0)
    void acquire(0)
    expect(await last).toEqual({ granted: false, waitMs: 3_000 })
  })

  test('are an option of each call', async () => {
    const clock = manualClock(0)
    const request = createRequest({ clock, fetch: async () => Response.json({}) })
    const operation = { id: 'create', method: 'GET', path: '/', rate: 1, burst: 1, idempotent: true }
    const served: string[] = []
    const call = (name: string, priority?: Priority) =>
      request(operation, ({ fetch }) => fetch(new Request('https://amazon.example/')), { priority }).then(() =>
        served.push(name),
      )
    void call('first')
    void call('backfill', 'backfill')
    void call('normal')
    await clock.advance(5_000)
    expect(served).toEqual(['first', 'normal', 'backfill'])
    const wrong = JSON.parse('{ "priority": "urgent" }')
    await expect(
      request(operation, ({ fetch }) => fetch(new Request('https://amazon.example/')), wrong),
    ).rejects.toThrow('create: priority must be normal or backfill')
  })
})
