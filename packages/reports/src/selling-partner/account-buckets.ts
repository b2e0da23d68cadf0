import { createHash } from 'node:crypto'
import type { Credentials, CredentialsSource } from '@reportline/auth'
import type { Bucket, BucketStore } from '@reportline/request'

/**
 * A view of a bucket store in which every key belongs to one application and seller: quotas are theirs, and a store may
 * be shared by several. The owner is written as a digest, since the store may be a file.
 */
export function accountBuckets(store: BucketStore, source: CredentialsSource): BucketStore {
  let owner: string | undefined
  const own = async (bucket: Bucket): Promise<Bucket> => {
    owner ??= digest(typeof source === 'function' ? await source() : source)
    return { ...bucket, key: `${owner} ${bucket.key}` }
  }
  return {
    async take(buckets, now) {
      const taken = await store.take(await Promise.all(buckets.map(own)), now)
      if (taken.slowest === undefined) return taken
      return { ...taken, slowest: { ...taken.slowest, key: taken.slowest.key.slice(digestLength + 1) } }
    },
    learn: async (bucket, rate, now) => store.learn(await own(bucket), rate, now),
    empty: async (bucket, now) => store.empty(await own(bucket), now),
  }
}

const digestLength = 16

function digest({ clientId, refreshToken }: Credentials): string {
  const hash = createHash('sha256').update(JSON.stringify([clientId, refreshToken]))
  return hash.digest('hex').slice(0, digestLength)
}
