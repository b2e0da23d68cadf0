import { type BucketState, bucketAt, emptied, learnt, refunded, takeFromAll } from './bucket.ts'
import type { BucketStore } from './bucket-store.ts'

/**
 * Creates a bucket store in memory, for one process. New buckets are full.
 *
 * @returns the store. Pass it to several clients if they share a quota.
 * @example
 * ```ts
 * import { createRequest, memoryBuckets } from '@reportline/request'
 *
 * const buckets = memoryBuckets()
 * const quota = 'my-application A1SELLER eu'
 * const interactive = createRequest({ buckets, quota })
 * const nightly = createRequest({ buckets, quota, attempts: 10 })
 * ```
 */
export function memoryBuckets(): BucketStore {
  const states = new Map<string, BucketState>()
  return {
    take: async (buckets, now) =>
      takeFromAll(
        buckets,
        now,
        (key) => states.get(key),
        (key, state) => states.set(key, state),
      ),
    refund: async (buckets, now) => {
      for (const { key, plan } of buckets) states.set(key, refunded(bucketAt(states.get(key), plan, now)))
    },
    learn: async ({ key, plan }, rate, now) => {
      states.set(key, learnt(bucketAt(states.get(key), plan, now), rate, now))
    },
    empty: async ({ key, plan }, now) => {
      states.set(key, emptied(bucketAt(states.get(key), plan, now), now))
    },
  }
}
