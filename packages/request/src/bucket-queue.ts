import type { Bucket, MustWait } from './bucket-store.ts'

/** What became of waiting: the tokens were taken, or they would have come too late. */
export type Permit = { readonly taken: true } | { readonly taken: false; readonly milliseconds: number }

/** A caller in a lane. */
export interface Waiter {
  /** Of the priority: lower goes first, whoever is older. */
  readonly rank: number
  /** Lower is older. */
  readonly ticket: number
  /** Milliseconds since 1970. */
  readonly deadline: number | undefined
  /** Called once, with the milliseconds that the wait is expected to take. */
  readonly tell: (milliseconds: number) => void
  readonly resolve: (turn: Permit) => void
  readonly reject: (error: unknown) => void
}

/** Whether one caller is served before another. */
export function goesBefore(one: Pick<Waiter, 'rank' | 'ticket'>, other: Pick<Waiter, 'rank' | 'ticket'>): boolean {
  return one.rank === other.rank ? one.ticket < other.ticket : one.rank < other.rank
}

/** The callers who need the same buckets, in the order in which they are served. */
export class BucketQueue {
  readonly buckets: readonly Bucket[]
  readonly waiters: Waiter[] = []
  /** The bucket that the first of them waits for. */
  blockedBy: MustWait['slowest'] | undefined
  #until = 0
  readonly #told = new WeakSet<Waiter>()

  constructor(buckets: readonly Bucket[]) {
    this.buckets = buckets
  }

  /** Puts the latest caller behind the last one of his priority. */
  join(waiter: Waiter): void {
    let index = this.waiters.length
    for (let before = this.waiters[index - 1]; before && goesBefore(waiter, before); before = this.waiters[index - 1]) {
      index -= 1
    }
    this.waiters.splice(index, 0, waiter)
  }

  leave(waiter: Waiter): void {
    const index = this.waiters.indexOf(waiter)
    if (index >= 0) this.waiters.splice(index, 1)
  }

  /** Notes what the first one waits for. Whoever would be served after his deadline is told so and leaves. */
  block({ slowest, wait }: MustWait, now: number): void {
    this.blockedBy = slowest
    this.#until = now + wait
    this.#tellFrom(0, now)
  }

  /** Whether it is known that nobody here can be served yet; if so, the one who came and all whom he put back are told. */
  isKnownToWait(now: number, came: Waiter): boolean {
    if (!this.blockedBy || now >= this.#until) return false
    this.#tellFrom(this.waiters.lastIndexOf(came), now)
    return true
  }

  #tellFrom(first: number, now: number): void {
    for (let index = first; index < this.waiters.length; ) {
      if (this.#expects(index, now)) index += 1
    }
  }

  /** Tells a waiter how long it will take. False if that is too long and the waiter has left. */
  #expects(index: number, now: number): boolean {
    const waiter = this.waiters[index]
    if (!waiter) return true
    const milliseconds = this.#until - now + Math.ceil((index * 1000) / (this.blockedBy?.rate ?? 1))
    if (waiter.deadline !== undefined && now + milliseconds > waiter.deadline) {
      this.waiters.splice(index, 1)
      waiter.resolve({ taken: false, milliseconds })
      return false
    }
    if (!this.#told.has(waiter)) waiter.tell(milliseconds)
    this.#told.add(waiter)
    return true
  }
}
