/** How fast a bucket refills and how much it holds. */
export interface Plan {
  /** Tokens per second, greater than 0. */
  readonly rate: number
  /** Tokens in a full bucket, at least 1. */
  readonly burst: number
}

/** A token bucket, identified by its key. It follows the plan until a response reports another rate. */
export interface Bucket {
  readonly key: string
  readonly plan: Plan
}

/** One token was taken from each bucket. */
export interface TokensTaken {
  readonly wait: 0
  readonly slowest?: never
}

/** No token was taken, because at least one bucket is empty. */
export interface MustWait {
  /** Milliseconds until every bucket has a token, greater than 0. */
  readonly wait: number
  /** The bucket with the longest wait, and its refill rate in tokens per second. */
  readonly slowest: { readonly key: string; readonly rate: number }
}

/** The result of `BucketStore.take`. */
export type TakeResult = TokensTaken | MustWait

/**
 * Stores token buckets. Each method must be atomic with respect to all users of the store. `now` is in milliseconds since
 * 1970.
 */
export interface BucketStore {
  /**
   * Takes one token from every bucket, or none at all.
   *
   * @param buckets - one or more buckets with different keys
   */
  take(buckets: readonly Bucket[], now: number): Promise<TakeResult>
  /** Returns one token to every bucket, after a `take` that no request followed. A bucket never exceeds its burst. */
  refund(buckets: readonly Bucket[], now: number): Promise<void>
  /**
   * Changes the refill rate to the one that the service reports. The tokens in the bucket stay. A store should ignore
   * implausible rates and forget a rate that is not reported again for a day, because one wrong header could otherwise
   * stop all callers.
   *
   * @param rate - tokens per second
   */
  learn(bucket: Bucket, rate: number, now: number): Promise<void>
  /** Empties the bucket, because the service reports that no token is left. */
  empty(bucket: Bucket, now: number): Promise<void>
}
