/** How fast a bucket refills and how much it holds. */
export interface Plan {
  /** Tokens per second, more than 0. */
  readonly rate: number
  /** Tokens that a full bucket holds, at least 1. */
  readonly burst: number
}

/** A bucket by name, with the plan it follows until an answer teaches another rate. */
export interface Bucket {
  readonly key: string
  readonly plan: Plan
}

/** One token was taken from each bucket. */
export interface TokensTaken {
  readonly wait: 0
  readonly slowest?: never
}

/** None was taken: at least one bucket has none. */
export interface MustWait {
  /** Milliseconds, more than 0, until each bucket has a token. */
  readonly wait: number
  /** The bucket that takes longest, and the tokens per second at which it refills. */
  readonly slowest: { readonly key: string; readonly rate: number }
}

/** What came of trying to take tokens. */
export type TakeResult = TokensTaken | MustWait

/** Where buckets are kept. Each method is atomic: no other caller of the same store comes between. */
export interface BucketStore {
  /**
   * Takes one token from every bucket, or from none.
   *
   * @param buckets - one or more, each key once
   * @param now - milliseconds since 1970
   */
  take(buckets: readonly Bucket[], now: number): Promise<TakeResult>
  /**
   * Notes the rate that the service says it allows. What the bucket holds stays as it is.
   *
   * @param rate - tokens per second
   */
  learn(bucket: Bucket, rate: number, now: number): Promise<void>
  /** Notes that the service has no token left for us. */
  empty(bucket: Bucket, now: number): Promise<void>
}
