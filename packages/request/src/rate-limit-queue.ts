import type { Bucket, BucketStore, MustWait, TakeResult } from './bucket-store.ts'
import type { Clock } from './clock.ts'

/** Options of `RateLimitQueue.acquire`. */
export interface AcquireOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds since 1970. */
  readonly deadline?: number | undefined
  /** Rank of the priority. A lower rank is served first. Defaults to 0. */
  readonly rank?: number | undefined
  /** Called once if the call has to wait, with the expected wait in milliseconds. */
  readonly onWait: (milliseconds: number) => void
}

/** Reason for ending a sleep early. Created once, because otherwise each abort would create an error with a stack. */
const wokenUp = new Error('woken up')

const queues = new WeakMap<BucketStore, WeakMap<Clock, RateLimitQueue>>()

/** Returns the one queue of a store and a clock, so that calls of different clients keep their order. */
export function rateLimitQueueFor(store: BucketStore, clock: Clock): RateLimitQueue {
  const ofStore = queues.get(store) ?? new WeakMap<Clock, RateLimitQueue>()
  queues.set(store, ofStore)
  const queue = ofStore.get(clock) ?? new RateLimitQueue(store, clock)
  ofStore.set(clock, queue)
  return queue
}

/**
 * Lets calls wait for tokens, ordered by priority and then by arrival. Calls that need the same buckets share a
 * `BucketQueue`. A call may overtake one of another `BucketQueue` only while that one waits for a bucket that the call
 * does not need.
 */
export class RateLimitQueue {
  readonly #store: BucketStore
  readonly #clock: Clock
  readonly #queues = new Map<string, BucketQueue>()
  #tickets = 0
  #isRunning = false
  #isStale = false
  #wakeUp = () => {}

  constructor(store: BucketStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /**
   * Waits for one token of each bucket. If no request follows, return the tokens with `refund`.
   *
   * @returns whether the tokens were taken; they are not if they would come after the deadline
   * @throws the reason of the signal, or the error of the store
   */
  acquire(buckets: readonly Bucket[], { signal, deadline, rank = 0, onWait }: AcquireOptions): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const queue = this.#queueOf(buckets)
      const abort = () => {
        queue.remove(waiter)
        this.#refresh()
        reject(signal?.reason)
      }
      const finish =
        <T>(callback: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', abort)
          callback(value)
        }
      const ticket = this.#tickets++
      const waiter: Waiter = { rank, ticket, deadline, onWait, resolve: finish(resolve), reject: finish(reject) }
      signal?.addEventListener('abort', abort, { once: true })
      queue.add(waiter)
      if (!queue.isBlocked(this.#clock.now(), waiter)) this.#refresh()
    })
  }

  /**
   * Returns tokens that no request used, for the next call. A store that fails is ignored: the tokens are lost, and the
   * next `acquire` reports the failure.
   */
  async refund(buckets: readonly Bucket[]): Promise<void> {
    try {
      await this.#store.refund(buckets, this.#clock.now())
    } catch {}
    this.#refresh()
  }

  /** Checks the buckets again if calls wait for a bucket that turns out to refill at another rate. */
  rateLearned(key: string, rate: number): void {
    for (const { blockedBy } of this.#queues.values()) {
      if (blockedBy?.key === key && blockedBy.rate !== rate) this.#refresh()
    }
  }

  #queueOf(buckets: readonly Bucket[]): BucketQueue {
    const key = JSON.stringify(buckets)
    const queue = this.#queues.get(key) ?? new BucketQueue(buckets)
    this.#queues.set(key, queue)
    return queue
  }

  #refresh(): void {
    this.#isStale = true
    this.#wakeUp()
    if (!this.#isRunning) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    // Not synchronously, so that a call that is aborted immediately takes no token.
    await Promise.resolve()
    while (this.#isStale || this.#queues.size > 0) {
      this.#isStale = false
      const wait = await this.#serve()
      if (!this.#isStale && this.#queues.size > 0) await this.#sleep(wait)
    }
    this.#isRunning = false
  }

  /** Serves all waiters that can be served now. Returns the milliseconds until the next attempt makes sense. */
  async #serve(): Promise<number> {
    const blocked = new Map<string, MustWait>()
    for (let queue = this.#next(blocked); queue; queue = this.#next(blocked)) {
      const result = await this.#take(queue)
      if (result.slowest) blocked.set(result.slowest.key, result)
    }
    const now = this.#clock.now()
    for (const [key, queue] of this.#queues) {
      const reason = queue.buckets.map((bucket) => blocked.get(bucket.key)).find((each) => each !== undefined)
      if (reason) queue.block(reason, now)
      if (queue.waiters.length === 0) this.#queues.delete(key)
    }
    return Math.min(...[...blocked.values()].map(({ wait }) => wait))
  }

  /** Returns the queue whose first waiter is next, among those that need no bucket that an earlier waiter waits for. */
  #next(blocked: ReadonlyMap<string, unknown>): BucketQueue | undefined {
    let next: BucketQueue | undefined
    let first: Waiter | undefined
    for (const [key, queue] of this.#queues) {
      const head = queue.waiters[0]
      if (!head) this.#queues.delete(key)
      else if ((!first || isBefore(head, first)) && !queue.buckets.some((bucket) => blocked.has(bucket.key))) {
        next = queue
        first = head
      }
    }
    return next
  }

  async #take(queue: BucketQueue): Promise<TakeResult> {
    try {
      const result = await this.#store.take(queue.buckets, this.#clock.now())
      if (result.wait > 0) return result
      // The waiter may have left meanwhile. Then the tokens are for the next one.
      const waiter = queue.waiters.shift()
      if (waiter) waiter.resolve({ granted: true })
      else await this.refund(queue.buckets)
      return result
    } catch (error) {
      queue.waiters.shift()?.reject(error)
      return { wait: 0 }
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    const controller = new AbortController()
    this.#wakeUp = () => controller.abort(wokenUp)
    await this.#clock.sleep(milliseconds, controller.signal).catch(() => {})
    this.#wakeUp = () => {}
  }
}

/** The result of waiting for the rate limit: tokens were taken, or they would have come after the deadline. */
type Permit = { readonly granted: true } | { readonly granted: false; readonly waitMs: number }

/** A call that waits for tokens. */
interface Waiter {
  /** Rank of the priority. A lower rank is served first. */
  readonly rank: number
  /** Order of arrival, which decides between equal ranks. */
  readonly ticket: number
  /** Milliseconds since 1970. */
  readonly deadline: number | undefined
  /** Called once, with the expected wait in milliseconds. */
  readonly onWait: (milliseconds: number) => void
  readonly resolve: (permit: Permit) => void
  readonly reject: (error: unknown) => void
}

/** Whether a waiter is served before another one. */
function isBefore(one: Waiter, other: Waiter): boolean {
  return one.rank === other.rank ? one.ticket < other.ticket : one.rank < other.rank
}

/** The waiters that need the same buckets, in the order in which they are served. */
class BucketQueue {
  readonly buckets: readonly Bucket[]
  readonly waiters: Waiter[] = []
  /** The bucket that the first waiter is waiting for. */
  blockedBy: MustWait['slowest'] | undefined
  /** Milliseconds since 1970. */
  #blockedUntil = 0
  readonly #notified = new WeakSet<Waiter>()

  constructor(buckets: readonly Bucket[]) {
    this.buckets = buckets
  }

  /** Adds a new waiter behind the others of its rank. */
  add(waiter: Waiter): void {
    let index = this.waiters.length
    for (let before = this.waiters[index - 1]; before && isBefore(waiter, before); before = this.waiters[index - 1]) {
      index -= 1
    }
    this.waiters.splice(index, 0, waiter)
  }

  remove(waiter: Waiter): void {
    const index = this.waiters.indexOf(waiter)
    if (index >= 0) this.waiters.splice(index, 1)
  }

  /** Records what the first waiter is waiting for. Waiters that cannot be served before their deadline are removed. */
  block({ slowest, wait }: MustWait, now: number): void {
    this.blockedBy = slowest
    this.#blockedUntil = now + wait
    this.#notifyFrom(0, now)
  }

  /** Whether no waiter can be served yet. If so, notifies the added waiter and those that it was put in front of. */
  isBlocked(now: number, added: Waiter): boolean {
    if (!this.blockedBy || now >= this.#blockedUntil) return false
    this.#notifyFrom(this.waiters.lastIndexOf(added), now)
    return true
  }

  #notifyFrom(first: number, now: number): void {
    for (let index = first; index < this.waiters.length; ) {
      if (this.#notify(index, now)) index += 1
    }
  }

  /** Notifies a waiter of its expected wait. Returns false if that is too long and the waiter was removed. */
  #notify(index: number, now: number): boolean {
    const waiter = this.waiters[index]
    if (!waiter) return true
    const waitMs = this.#blockedUntil - now + Math.ceil((index * 1000) / (this.blockedBy?.rate ?? 1))
    if (waiter.deadline !== undefined && now + waitMs > waiter.deadline) {
      this.waiters.splice(index, 1)
      waiter.resolve({ granted: false, waitMs })
      return false
    }
    if (!this.#notified.has(waiter)) waiter.onWait(waitMs)
    this.#notified.add(waiter)
    return true
  }
}

/**
 * Which of the calls that wait for the same rate limit is served first: `normal` before `backfill`, and calls of the same
 * priority in the order of their arrival. Backfill calls get every token that no normal call is waiting for, so they stop
 * only while normal calls use up the whole quota.
 */
export type Priority = 'normal' | 'backfill'

const ranks: Readonly<Record<Priority, number>> = { normal: 0, backfill: 1 }

/** Returns the rank of a priority; a lower rank is served first. Returns `undefined` for an unknown priority. */
export function rankOf(priority: Priority): number | undefined {
  return Object.hasOwn(ranks, priority) ? ranks[priority] : undefined
}
