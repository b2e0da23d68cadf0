import type { Bucket, BucketStore } from '@reportline/request'

/** Says whose quotas they are, as texts, for example the application's and the seller's. Asked once. */
export type BucketOwner = () => Promise<readonly (string | undefined)[]> | readonly (string | undefined)[]

/**
 * A view of a bucket store in which every key belongs to one owner: quotas are theirs, and a store may be shared by
 * several. The owner is written as a digest, since the store may be a file.
 */
export function accountBuckets(store: BucketStore, owner: BucketOwner): BucketStore {
  let prefix: string | undefined
  const own = async (bucket: Bucket): Promise<Bucket> => {
    prefix ??= digest(await owner())
    return { ...bucket, key: `${prefix} ${bucket.key}` }
  }
  return {
    async take(buckets, now) {
      const taken = await store.take(await Promise.all(buckets.map(own)), now)
      if (taken.slowest === undefined) return taken
      return { ...taken, slowest: { ...taken.slowest, key: taken.slowest.key.slice(digestLength + 1) } }
    },
    refund: async (buckets, now) => store.refund(await Promise.all(buckets.map(own)), now),
    learn: async (bucket, rate, now) => store.learn(await own(bucket), rate, now),
    empty: async (bucket, now) => store.empty(await own(bucket), now),
  }
}

const digestLength = 16

function digest(owner: readonly (string | undefined)[]): string {
  // Loaded when it is needed: not every account has buckets of its own, and importing it takes a while.
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(JSON.stringify(owner)).digest('hex').slice(0, digestLength)
}
