import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Bucket, type BucketStore, memoryBuckets } from '../src/index.ts'
import { type AcquireOptions, RateLimitQueue, rateLimitQueueFor } from '../src/rate-limit-queue.ts'
import { manualClock } from './test-clock.ts'

const slow: Bucket = { key: 'slow', plan: { rate: 0.1, burst: 1 } }
const fast: Bucket = { key: 'fast', plan: { rate: 1, burst: 1 } }

function setUp(store: BucketStore = memoryBuckets()) {
  const clock = manualClock()
  const queue = new RateLimitQueue(store, clock)
  const start = clock.now()
  const served: string[] = []
  /** Waits for tokens and records when and in which order the call was served. */
  const acquire = (name: string, buckets: readonly Bucket[], options: Partial<AcquireOptions> = {}) =>
    queue.acquire(buckets, { onWait: () => {}, ...options }).then((permit) => {
      if (permit.granted) served.push(`${name} ${clock.now() - start}`)
      return permit
    })
  return { clock, store, queue, start, served, acquire }
}

/** A store whose `take` takes the tokens immediately, but resolves only after `respond()`. */
function slowStore() {
  const store = memoryBuckets()
  let isHeld = false
  let respond = () => {}
  const take: BucketStore['take'] = async (buckets, now) => {
    const result = await store.take(buckets, now)
    if (isHeld) await new Promise<void>((resolve) => (respond = resolve))
    return result
  }
  return {
    store: { ...store, take },
    hold: () => (isHeld = true),
    respond: () => {
      isHeld = false
      respond()
    },
  }
}

describe('a rate limit queue', () => {
  test('serves calls in the order of their arrival, one per token', async () => {
    const { clock, served, acquire } = setUp()
    for (const name of ['a', 'b', 'c', 'd']) void acquire(name, [fast])
    await clock.advance(10_000)
    expect(served).toEqual(['a 0', 'b 1000', 'c 2000', 'd 3000'])
    expect(clock.pendingSleeps).toBe(0)
  })

  test('rejects immediately if the store fails, and serves the next call', async () => {
    const store = memoryBuckets()
    let isBroken = true
    const take: BucketStore['take'] = async (...args) => {
      if (isBroken) throw new Error('the disk is full')
      return store.take(...args)
    }
    const { acquire } = setUp({ ...store, take })
    await expect(acquire('a', [fast])).rejects.toThrow('the disk is full')
    isBroken = false
    await expect(acquire('b', [fast])).resolves.toEqual({ granted: true })
  })

  test('reports the expected wait to each call once', async () => {
    const { clock, acquire } = setUp()
    const waits: string[] = []
    for (const name of ['a', 'b', 'c']) {
      void acquire(name, [fast], { onWait: (milliseconds) => waits.push(`${name} ${milliseconds}`) })
    }
    await clock.advance(5_000)
    expect(waits).toEqual(['b 1000', 'c 2000'])
  })

  test('is the same for the same store and clock', () => {
    const [store, clock] = [memoryBuckets(), manualClock()]
    expect(rateLimitQueueFor(store, clock)).toBe(rateLimitQueueFor(store, clock))
    expect(rateLimitQueueFor(memoryBuckets(), clock)).not.toBe(rateLimitQueueFor(store, clock))
  })

  test('serves five thousand calls without querying the store for each one that waits', async () => {
    const store = memoryBuckets()
    let takes = 0
    const take: BucketStore['take'] = (...args) => {
      takes += 1
      return store.take(...args)
    }
    const { clock, queue } = setUp({ ...store, take })
    const bucket: Bucket = { key: 'b', plan: { rate: 1000, burst: 1 } }
    const permits: Promise<unknown>[] = []
    for (let count = 0; count < 5_000; count += 1) {
      permits.push(queue.acquire([bucket], { onWait: () => {} }))
      await setImmediate()
    }
    expect(takes).toBeLessThanOrEqual(3)
    await clock.advance(5_000)
    expect(await Promise.all(permits)).toHaveLength(5_000)
    expect(takes).toBeLessThanOrEqual(10_001)
  })
})

describe('several buckets', () => {
  test('are all taken from, or none is', async () => {
    const { clock, served, acquire } = setUp()
    void acquire('a', [slow])
    void acquire('b', [slow, fast])
    void acquire('c', [fast])
    await clock.advance(0)
    expect(served).toEqual(['a 0', 'c 0'])
  })

  test('let a call pass that does not need the bucket an earlier call waits for', async () => {
    const { clock, served, acquire } = setUp()
    void acquire('a', [fast, slow])
    void acquire('b', [fast, slow])
    void acquire('c', [fast])
    await clock.advance(20_000)
    expect(served).toEqual(['a 0', 'c 1000', 'b 10000'])
  })

  test('keep the order of calls that share one of them', async () => {
    const { clock, served, acquire } = setUp()
    const other: Bucket = { key: 'other', plan: { rate: 50, burst: 50 } }
    void acquire('a', [fast])
    void acquire('b', [fast, other])
    void acquire('c', [fast])
    void acquire('d', [fast, other])
    await clock.advance(20_000)
    expect(served).toEqual(['a 0', 'b 1000', 'c 2000', 'd 3000'])
  })
})

describe('a call that is aborted', () => {
  test('leaves the queue without taking a token', async () => {
    const { clock, served, acquire } = setUp()
    const controller = new AbortController()
    void acquire('a', [fast])
    const aborted = acquire('b', [fast], { signal: controller.signal })
    void acquire('c', [fast])
    await clock.advance(500)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    await clock.advance(5_000)
    expect(served).toEqual(['a 0', 'c 1000'])
  })

  test('takes no token if it is aborted immediately', async () => {
    const { clock, served, acquire } = setUp()
    const controller = new AbortController()
    const aborted = acquire('a', [fast], { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    void acquire('b', [fast])
    await clock.advance(0)
    expect(served).toEqual(['b 0'])
  })

  test('is rejected if its signal was already aborted', async () => {
    await expect(setUp().acquire('a', [fast], { signal: AbortSignal.abort('no') })).rejects.toBe('no')
  })

  test('stops the timer if it was the last one', async () => {
    const { clock, acquire } = setUp()
    const controller = new AbortController()
    void acquire('a', [slow])
    const aborted = acquire('b', [slow], { signal: controller.signal })
    await clock.advance(0)
    expect(clock.pendingSleeps).toBe(1)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    await clock.advance(0)
    expect(clock.pendingSleeps).toBe(0)
  })

  test('while an asynchronous store takes its token gives it to the call behind it', async () => {
    const { store, hold, respond } = slowStore()
    const { clock, served, acquire } = setUp(store)
    const controller = new AbortController()
    hold()
    const aborted = acquire('a', [slow], { signal: controller.signal })
    void acquire('b', [slow])
    await clock.advance(0)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    respond()
    await clock.advance(0)
    expect(served).toEqual(['b 0'])
  })

  test('while an asynchronous store takes its token returns it if no other call waits', async () => {
    const { store, hold, respond } = slowStore()
    const { clock, served, acquire } = setUp(store)
    const controller = new AbortController()
    hold()
    const aborted = acquire('a', [slow], { signal: controller.signal })
    await clock.advance(0)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    respond()
    await clock.advance(0)
    void acquire('b', [slow])
    await clock.advance(0)
    expect(served).toEqual(['b 0'])
  })

  test('while an asynchronous store takes its tokens returns them to a call that needs one of the buckets', async () => {
    const { store, hold, respond } = slowStore()
    const { clock, served, acquire } = setUp(store)
    const controller = new AbortController()
    hold()
    const aborted = acquire('a', [fast, slow], { signal: controller.signal })
    void acquire('b', [slow])
    await clock.advance(0)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    respond()
    await clock.advance(0)
    expect(served).toEqual(['b 0'])
  })
})

describe('tokens that are returned', () => {
  test('serve the next call immediately', async () => {
    const { clock, queue, served, acquire } = setUp()
    void acquire('a', [slow])
    void acquire('b', [slow])
    void acquire('c', [slow])
    await clock.advance(3_000)
    await queue.refund([slow])
    await clock.advance(12_000)
    expect(served).toEqual(['a 0', 'b 3000', 'c 13000'])
  })

  test('are lost without an error if the store fails', async () => {
    const { queue } = setUp({ ...memoryBuckets(), refund: () => Promise.reject(new Error('the disk is full')) })
    await expect(queue.refund([slow])).resolves.toBeUndefined()
  })
})

describe('a deadline', () => {
  test('before the next token fails the call immediately and stops the timer', async () => {
    const { clock, start, acquire } = setUp()
    void acquire('a', [slow])
    const permit = await acquire('b', [slow], { deadline: start + 9_999 })
    expect(permit).toEqual({ granted: false, waitMs: 10_000 })
    expect(clock.now()).toBe(start)
    await clock.advance(0)
    expect(clock.pendingSleeps).toBe(0)
  })

  test('is compared with a wait that includes the calls in front', async () => {
    const { clock, start, served, acquire } = setUp()
    void acquire('a', [fast])
    void acquire('b', [fast])
    void acquire('c', [fast])
    await clock.advance(0)
    expect(await acquire('d', [fast], { deadline: start + 2_500 })).toEqual({ granted: false, waitMs: 3_000 })
    void acquire('e', [fast], { deadline: start + 3_000 })
    await clock.advance(5_000)
    expect(served).toEqual(['a 0', 'b 1000', 'c 2000', 'e 3000'])
  })

  test('that can no longer be met after the bucket was emptied fails the call', async () => {
    const { clock, store, start, acquire } = setUp()
    void acquire('a', [slow])
    const permit = acquire('b', [slow], { deadline: start + 12_000 })
    await clock.advance(5_000)
    await store.empty(slow, clock.now())
    await clock.advance(5_000)
    expect(await permit).toEqual({ granted: false, waitMs: 5_000 })
  })
})

describe('a slow bucket', () => {
  const perMinute: Bucket = { key: 'per minute', plan: { rate: 0.0167, burst: 2 } }

  test('is used two seconds after its token is due, and loses no token because of that', async () => {
    const { clock, served, acquire } = setUp()
    for (const name of ['a', 'b', 'c', 'd', 'e']) void acquire(name, [perMinute])
    await clock.advance(60_000)
    // Serving other calls meanwhile does not change that.
    for (const name of ['f', 'g']) void acquire(name, [fast])
    await clock.advance(140_000)
    expect(served).toEqual(['a 0', 'b 0', 'f 60000', 'g 61000', 'c 61881', 'd 121761', 'e 181641'])
  })

  test('is used sooner when it turns out to refill faster', async () => {
    const { clock, store, queue, served, acquire } = setUp()
    void acquire('a', [slow])
    void acquire('b', [slow])
    await clock.advance(1_000)
    await store.learn(slow, 2, clock.now())
    queue.rateLearned('slow', 2)
    await clock.advance(9_000)
    expect(served).toEqual(['a 0', 'b 1450'])
  })

  test('is used without the safety margin when it turns out to be fast', async () => {
    const { clock, store, queue, served, acquire } = setUp()
    const bucket: Bucket = { key: 'slow at first', plan: { rate: 0.01, burst: 1 } }
    for (const name of ['a', 'b']) void acquire(name, [bucket])
    await clock.advance(10_000)
    await store.learn(bucket, 1, clock.now())
    queue.rateLearned('slow at first', 1)
    await clock.advance(5_000)
    expect(served).toEqual(['a 0', 'b 10900'])
  })
})
