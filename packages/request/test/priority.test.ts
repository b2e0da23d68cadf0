import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bucket, createRequest, memoryBuckets, type Priority } from '../src/index.ts'
import { rankOf } from '../src/priority.ts'
import { RateLimitQueue } from '../src/rate-limit-queue.ts'
import { manualClock } from './test-clock.ts'

const bucket: Bucket = { key: 'create', plan: { rate: 1, burst: 2 } }
const typeClock = { key: 'type', plan: { rate: 0.1, burst: 1 } }

interface Caller {
  readonly name: number
  readonly priority: Priority
  readonly came: number
}

/** Lets callers come at their times and notes when each was served. */
async function serve(callers: readonly Caller[], buckets: (caller: Caller) => readonly Bucket[], until: number) {
  const clock = manualClock(0)
  const line = new RateLimitQueue(memoryBuckets(), clock)
  const served: (Caller & { readonly at: number })[] = []
  for (const caller of [...callers].sort((one, other) => one.came - other.came)) {
    await clock.advance(caller.came - clock.now())
    const waiting = line.enter(buckets(caller), { rank: rankOf(caller.priority) ?? 0, onWait: () => {} })
    void waiting.then(() => served.push({ ...caller, at: clock.now() }))
  }
  await clock.advance(until - clock.now())
  return served
}

const someCallers = fc
  .array(
    fc.record({
      priority: fc.constantFrom<Priority>('normal', 'backfill'),
      came: fc.integer({ min: 0, max: 12_000 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((some): Caller[] =>
    some.sort((one, other) => one.came - other.came).map((caller, index) => ({ ...caller, name: index })),
  )

describe('two priorities', () => {
  test('let the night’s run pass a backfill that came before it', async () => {
    const callers = [0, 1, 2, 3, 4, 5].map((name): Caller => ({ name, priority: 'backfill', came: 0 }))
    const late = [6, 7].map((name): Caller => ({ name, priority: 'normal', came: 500 }))
    const served = await serve([...callers, ...late], () => [bucket], 10_000)
    expect(served.map(({ name }) => name)).toEqual([0, 1, 6, 7, 2, 3, 4, 5])
  })

  test('hold whoever calls, whenever, and waste no token', async () => {
    await fc.assert(
      fc.asyncProperty(someCallers, async (callers) => {
        const served = await serve(callers, () => [bucket], 60_000)
        expect(served).toHaveLength(callers.length)
        for (const priority of ['normal', 'backfill'] as const) {
          const names = served.filter((one) => one.priority === priority).map(({ name }) => name)
          expect(names).toEqual([...names].sort((one, other) => one - other))
        }
        for (const { at } of served.filter((one) => one.priority === 'backfill')) {
          const passedBy = served.filter((one) => one.priority === 'normal' && one.came < at && one.at > at)
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

  test('hold as well where a type has a clock of its own', async () => {
    await fc.assert(
      fc.asyncProperty(someCallers, async (callers) => {
        const served = await serve(callers, ({ name }) => (name % 3 === 0 ? [bucket, typeClock] : [bucket]), 400_000)
        expect(served).toHaveLength(callers.length)
        for (const buckets of [0, 1]) {
          const lane = served.filter(({ name }) => (name % 3 === 0 ? 1 : 0) === buckets)
          for (const { at } of lane.filter((one) => one.priority === 'backfill')) {
            expect(lane.filter((one) => one.priority === 'normal' && one.came < at && one.at > at)).toEqual([])
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('turn a backfill away at once when the night’s run puts it back behind its deadline', async () => {
    const clock = manualClock(0)
    const line = new RateLimitQueue(memoryBuckets(), clock)
    const enter = (rank: number, deadline?: number) => line.enter([bucket], { rank, deadline, onWait: () => {} })
    for (let count = 0; count < 3; count += 1) void enter(1)
    const last = enter(1, 2_500)
    await clock.advance(0)
    void enter(0)
    expect(await last).toEqual({ taken: false, milliseconds: 3_000 })
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
    void call('old years', 'backfill')
    void call('last night')
    await clock.advance(5_000)
    expect(served).toEqual(['first', 'last night', 'old years'])
    const wrong = JSON.parse('{ "priority": "urgent" }')
    await expect(
      request(operation, ({ fetch }) => fetch(new Request('https://amazon.example/')), wrong),
    ).rejects.toThrow('create: priority has to be normal or backfill')
  })
})
