import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Bucket, memoryBuckets } from '../src/index.ts'
import { RateLimitQueue, rateLimitQueueFor, type WaitOptions } from '../src/rate-limit-queue.ts'
import { manualClock } from './test-clock.ts'

const slow: Bucket = { key: 'slow', plan: { rate: 0.1, burst: 1 } }
const fast: Bucket = { key: 'fast', plan: { rate: 1, burst: 1 } }

function setUp() {
  const clock = manualClock()
  const store = memoryBuckets()
  const line = new RateLimitQueue(store, clock)
  const start = clock.now()
  const served: string[] = []
  /** Enters and notes when and in what order it was served. */
  const enter = (name: string, buckets: readonly Bucket[], options: Partial<WaitOptions> = {}) =>
    line.enter(buckets, { onWait: () => {}, ...options }).then((turn) => {
      if (turn.taken) served.push(`${name} ${clock.now() - start}`)
      return turn
    })
  return { clock, store, line, start, served, enter }
}

describe('a line', () => {
  test('serves callers in the order in which they came, one for each token', async () => {
    const { clock, served, enter } = setUp()
    for (const name of ['a', 'b', 'c', 'd']) void enter(name, [fast])
    await clock.advance(10_000)
    expect(served).toEqual(['a 0', 'b 1000', 'c 2000', 'd 3000'])
    expect(clock.sleepers).toBe(0)
  })

  test('lets someone who gives up leave without taking a token', async () => {
    const { clock, served, enter } = setUp()
    const controller = new AbortController()
    void enter('a', [fast])
    const given = enter('b', [fast], { signal: controller.signal })
    void enter('c', [fast])
    await clock.advance(500)
    controller.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    await clock.advance(5_000)
    expect(served).toEqual(['a 0', 'c 1000'])
  })

  test('takes no token for someone who gives up in the moment of entering', async () => {
    const { clock, served, enter } = setUp()
    const controller = new AbortController()
    const given = enter('a', [fast], { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    void enter('b', [fast])
    await clock.advance(0)
    expect(served).toEqual(['b 0'])
  })

  test('refuses someone whose signal has aborted already', async () => {
    const { enter } = setUp()
    await expect(enter('a', [fast], { signal: AbortSignal.abort('no') })).rejects.toBe('no')
  })

  test('stops its timer when the last one has left', async () => {
    const { clock, enter } = setUp()
    const controller = new AbortController()
    void enter('a', [slow])
    const given = enter('b', [slow], { signal: controller.signal })
    await clock.advance(0)
    expect(clock.sleepers).toBe(1)
    controller.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    await clock.advance(0)
    expect(clock.sleepers).toBe(0)
  })

  test('turns away at once whoever would be served after the deadline, and stops its timer', async () => {
    const { clock, start, enter } = setUp()
    void enter('a', [slow])
    const turn = await enter('b', [slow], { deadline: start + 9_999 })
    expect(turn).toEqual({ taken: false, milliseconds: 10_000 })
    expect(clock.now()).toBe(start)
    await clock.advance(0)
    expect(clock.sleepers).toBe(0)
  })

  test('reckons with those who stand before when it looks at a deadline', async () => {
    const { clock, start, served, enter } = setUp()
    void enter('a', [fast])
    void enter('b', [fast])
    void enter('c', [fast])
    await clock.advance(0)
    expect(await enter('d', [fast], { deadline: start + 2_500 })).toEqual({ taken: false, milliseconds: 3_000 })
    void enter('e', [fast], { deadline: start + 3_000 })
    await clock.advance(5_000)
    expect(served).toEqual(['a 0', 'b 1000', 'c 2000', 'e 3000'])
  })

  test('turns away a waiter whose deadline can no longer be met when the bucket has been emptied', async () => {
    const { clock, store, start, enter } = setUp()
    void enter('a', [slow])
    const turn = enter('b', [slow], { deadline: start + 12_000 })
    await clock.advance(5_000)
    await store.empty(slow, clock.now())
    await clock.advance(5_000)
    expect(await turn).toEqual({ taken: false, milliseconds: 5_000 })
  })

  test('tells each waiter once how long it will take', async () => {
    const { clock, enter } = setUp()
    const told: string[] = []
    for (const name of ['a', 'b', 'c']) {
      void enter(name, [fast], { onWait: (milliseconds) => told.push(`${name} ${milliseconds}`) })
    }
    await clock.advance(5_000)
    expect(told).toEqual(['b 1000', 'c 2000'])
  })

  test('lets a caller pass who does not need the bucket that an older one waits for', async () => {
    const { clock, served, enter } = setUp()
    void enter('a', [fast, slow])
    void enter('b', [fast, slow])
    void enter('c', [fast])
    await clock.advance(20_000)
    expect(served).toEqual(['a 0', 'c 1000', 'b 10000'])
  })

  test('keeps the order between lanes for a bucket that both need', async () => {
    const { clock, served, enter } = setUp()
    const other: Bucket = { key: 'other', plan: { rate: 50, burst: 50 } }
    void enter('a', [fast])
    void enter('b', [fast, other])
    void enter('c', [fast])
    void enter('d', [fast, other])
    await clock.advance(20_000)
    expect(served).toEqual(['a 0', 'b 1000', 'c 2000', 'd 3000'])
  })

  test('takes from all buckets or from none', async () => {
    const { clock, served, enter } = setUp()
    void enter('a', [slow])
    void enter('b', [slow, fast])
    void enter('c', [fast])
    await clock.advance(0)
    expect(served).toEqual(['a 0', 'c 0'])
  })

  test('wakes sooner when it learns that a bucket refills faster', async () => {
    const { clock, store, line, served, enter } = setUp()
    void enter('a', [slow])
    void enter('b', [slow])
    await clock.advance(1_000)
    await store.learn(slow, 2, clock.now())
    line.learnt('slow', 2)
    await clock.advance(9_000)
    expect(served).toEqual(['a 0', 'b 1450'])
  })

  test('asks a slow bucket two seconds after its token is due, and loses no token by that', async () => {
    const { clock, served, enter } = setUp()
    const hourly: Bucket = { key: 'hourly', plan: { rate: 0.0167, burst: 2 } }
    for (const name of ['a', 'b', 'c', 'd', 'e']) void enter(name, [hourly])
    await clock.advance(60_000)
    // Whoever else is served meanwhile does not have it asked sooner.
    for (const name of ['f', 'g']) void enter(name, [fast])
    await clock.advance(140_000)
    expect(served).toEqual(['a 0', 'b 0', 'f 60000', 'g 61000', 'c 61881', 'd 121761', 'e 181641'])
  })

  test('asks a slow bucket sooner when it learns that it refills faster', async () => {
    const { clock, store, line, served, enter } = setUp()
    const hourly: Bucket = { key: 'hourly', plan: { rate: 0.01, burst: 1 } }
    for (const name of ['a', 'b']) void enter(name, [hourly])
    await clock.advance(10_000)
    await store.learn(hourly, 1, clock.now())
    line.learnt('hourly', 1)
    await clock.advance(5_000)
    expect(served).toEqual(['a 0', 'b 10900'])
  })

  test('gives what the store throws to the caller whose turn it was, and goes on', async () => {
    const clock = manualClock()
    const store = memoryBuckets()
    let isBroken = true
    const take: typeof store.take = async (...given) => {
      if (isBroken) throw new Error('the disk is full')
      return store.take(...given)
    }
    const line = new RateLimitQueue({ ...store, take }, clock)
    await expect(line.enter([fast], { onWait: () => {} })).rejects.toThrow('the disk is full')
    isBroken = false
    await expect(line.enter([fast], { onWait: () => {} })).resolves.toEqual({ taken: true })
  })

  test('is one and the same for a store and a clock', () => {
    const [store, clock] = [memoryBuckets(), manualClock()]
    expect(rateLimitQueueFor(store, clock)).toBe(rateLimitQueueFor(store, clock))
    expect(rateLimitQueueFor(memoryBuckets(), clock)).not.toBe(rateLimitQueueFor(store, clock))
  })

  test('serves five thousand callers without asking the store for each of those who wait', async () => {
    const clock = manualClock()
    const store = memoryBuckets()
    let asked = 0
    const take: typeof store.take = (...given) => {
      asked += 1
      return store.take(...given)
    }
    const line = new RateLimitQueue({ ...store, take }, clock)
    const bucket: Bucket = { key: 'b', plan: { rate: 1000, burst: 1 } }
    const turns: Promise<unknown>[] = []
    for (let count = 0; count < 5_000; count += 1) {
      turns.push(line.enter([bucket], { onWait: () => {} }))
      await setImmediate()
    }
    expect(asked).toBeLessThanOrEqual(3)
    await clock.advance(5_000)
    expect(await Promise.all(turns)).toHaveLength(5_000)
    expect(asked).toBeLessThanOrEqual(10_001)
  })
})
