import { type BucketState, bucketAt, emptied, learnt, takeFromAll } from './bucket.ts'
import type { BucketStore } from './bucket-store.ts'

/** Buckets in memory: for one process. They begin full. */
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
    learn: async ({ key, plan }, rate, now) => {
      states.set(key, learnt(bucketAt(states.get(key), plan, now), rate, now))
    },
    empty: async ({ key, plan }, now) => {
      states.set(key, emptied(bucketAt(states.get(key), plan, now), now))
    },
  }
}
