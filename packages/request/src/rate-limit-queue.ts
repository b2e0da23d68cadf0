import { BucketQueue, goesBefore, type Permit, type Waiter } from './bucket-queue.ts'
import type { Bucket, BucketStore, MustWait, TakeResult } from './bucket-store.ts'
import type { Clock } from './clock.ts'

/** How a caller waits. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds since 1970. */
  readonly deadline?: number | undefined
  /** Of the priority: lower is served first. Default: 0. */
  readonly rank?: number
  /** Called once if there is a wait, with the milliseconds it is expected to take. */
  readonly onWait: (milliseconds: number) => void
}

/** Why a nap ends early. Made once: with none, each abort would make an error with a stack. */
const awake = new Error('awake')

const lines = new WeakMap<BucketStore, WeakMap<Clock, RateLimitQueue>>()

/** The one line for a store and a clock: callers keep their order whichever client they come through. */
export function rateLimitQueueFor(store: BucketStore, clock: Clock): RateLimitQueue {
  const ofStore = lines.get(store) ?? new WeakMap<Clock, RateLimitQueue>()
  lines.set(store, ofStore)
  const line = ofStore.get(clock) ?? new RateLimitQueue(store, clock)
  ofStore.set(clock, line)
  return line
}

/**
 * Where callers wait for tokens: by priority, and in order within one. Those who need the same buckets stand in one lane.
 * A caller may be served before another of another lane whose turn comes first only while that one waits for a bucket
 * that this one does not need.
 */
export class RateLimitQueue {
  readonly #store: BucketStore
  readonly #clock: Clock
  readonly #lanes = new Map<string, BucketQueue>()
  #tickets = 0
  #running = false
  #stale = false
  #wake = () => {}

  constructor(store: BucketStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /**
   * Waits for one token of each bucket.
   *
   * @throws the signal's reason, or what the store throws
   */
  enter(buckets: readonly Bucket[], { signal, deadline, rank = 0, onWait }: WaitOptions): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const lane = this.#laneOf(buckets)
      const abort = () => {
        lane.leave(waiter)
        this.#refresh()
        reject(signal?.reason)
      }
      const leaving =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', abort)
          settle(value)
        }
      const ticket = this.#tickets++
      const waiter: Waiter = {
        rank,
        ticket,
        deadline,
        tell: onWait,
        resolve: leaving(resolve),
        reject: leaving(reject),
      }
      signal?.addEventListener('abort', abort, { once: true })
      lane.join(waiter)
      if (!lane.isKnownToWait(this.#clock.now(), waiter)) this.#refresh()
    })
  }

  /** Looks again at once where a bucket refills at another rate than the one waited by. */
  learnt(key: string, rate: number): void {
    for (const { blockedBy } of this.#lanes.values()) {
      if (blockedBy?.key === key && blockedBy.rate !== rate) this.#refresh()
    }
  }

  #laneOf(buckets: readonly Bucket[]): BucketQueue {
    const key = JSON.stringify(buckets)
    const lane = this.#lanes.get(key) ?? new BucketQueue(buckets)
    this.#lanes.set(key, lane)
    return lane
  }

  #refresh(): void {
    this.#stale = true
    this.#wake()
    if (!this.#running) void this.#run()
  }

  async #run(): Promise<void> {
    this.#running = true
    // Not in the caller's own turn: a caller who gives up at once takes no token.
    await Promise.resolve()
    while (this.#stale || this.#lanes.size > 0) {
      this.#stale = false
      const wait = await this.#pass()
      if (!this.#stale && this.#lanes.size > 0) await this.#nap(wait)
    }
    this.#running = false
  }

  /** Serves everyone who can be served now. Answers the milliseconds until it is worth another try. */
  async #pass(): Promise<number> {
    const claims = new Map<string, MustWait>()
    for (let lane = this.#next(claims); lane; lane = this.#next(claims)) {
      const taken = await this.#take(lane)
      if (taken.slowest) claims.set(taken.slowest.key, taken)
    }
    const now = this.#clock.now()
    for (const [key, lane] of this.#lanes) {
      const claim = lane.buckets.map((bucket) => claims.get(bucket.key)).find((each) => each !== undefined)
      if (claim) lane.block(claim, now)
      if (lane.waiters.length === 0) this.#lanes.delete(key)
    }
    return Math.min(...[...claims.values()].map(({ wait }) => wait))
  }

  /** The lane of the first waiter who needs no bucket that another before him is waiting for. */
  #next(claims: ReadonlyMap<string, unknown>): BucketQueue | undefined {
    let next: BucketQueue | undefined
    let first: Waiter | undefined
    for (const [key, lane] of this.#lanes) {
      const head = lane.waiters[0]
      if (!head) this.#lanes.delete(key)
      else if ((!first || goesBefore(head, first)) && !lane.buckets.some((bucket) => claims.has(bucket.key))) {
        next = lane
        first = head
      }
    }
    return next
  }

  async #take(lane: BucketQueue): Promise<TakeResult> {
    try {
      const taken = await this.#store.take(lane.buckets, this.#clock.now())
      // Whoever stands first by now: the one whom this began for may have left meanwhile.
      if (taken.wait === 0) lane.waiters.shift()?.resolve({ taken: true })
      return taken
    } catch (error) {
      lane.waiters.shift()?.reject(error)
      return { wait: 0 }
    }
  }

  async #nap(milliseconds: number): Promise<void> {
    const nap = new AbortController()
    this.#wake = () => nap.abort(awake)
    await this.#clock.sleep(milliseconds, nap.signal).catch(() => {})
    this.#wake = () => {}
  }
}
