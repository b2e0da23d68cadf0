import type { Bucket, BucketStore } from '@reportline/request'

/** Returns the ids of the owner of the quotas, for example of the application and of the seller. Called once. */
export type BucketOwner = () => Promise<readonly (string | undefined)[]> | readonly (string | undefined)[]

/**
 * Creates a view of a bucket store in which every key belongs to one owner. Quotas belong to an account, and several
 * accounts may share a store. The owner is stored as a digest, because the store may be a file.
 */
export function accountBuckets(store: BucketStore, owner: BucketOwner): BucketStore {
  let prefix: Promise<string> | undefined
  const resolvePrefix = async (): Promise<string> => {
    try {
      return digest(await owner())
    } catch (error) {
      prefix = undefined
      throw error
    }
  }
  const withOwner = async (bucket: Bucket): Promise<Bucket> => {
    prefix ??= resolvePrefix()
    return { ...bucket, key: `${await prefix} ${bucket.key}` }
  }
  const allWithOwner = (buckets: readonly Bucket[]) => Promise.all(buckets.map(withOwner))
  return {
    async take(buckets, now) {
      const result = await store.take(await allWithOwner(buckets), now)
      if (result.slowest === undefined) return result
      return { ...result, slowest: { ...result.slowest, key: result.slowest.key.slice(digestLength + 1) } }
    },
    refund: async (buckets, now) => store.refund(await allWithOwner(buckets), now),
    learn: async (bucket, rate, now) => store.learn(await withOwner(bucket), rate, now),
    empty: async (bucket, now) => store.empty(await withOwner(bucket), now),
  }
}

/** In hexadecimal digits. */
const digestLength = 16

function digest(owner: readonly (string | undefined)[]): string {
  // Loaded only when needed, because the import takes a while and not every account has a store of its own.
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(JSON.stringify(owner)).digest('hex').slice(0, digestLength)
}
