import type { Bucket, MustWait } from './bucket-store.ts'

/** The result of waiting for the rate limit: tokens were taken, or they would have come after the deadline. */
export type Permit = { readonly granted: true } | { readonly granted: false; readonly waitMs: number }

/** A call that waits for tokens. */
export interface Waiter {
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
export function isBefore(one: Waiter, other: Waiter): boolean {
  return one.rank === other.rank ? one.ticket < other.ticket : one.rank < other.rank
}

/** The waiters that need the same buckets, in the order in which they are served. */
export class BucketQueue {
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
