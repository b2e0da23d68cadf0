import type { Bucket, MustWait } from './bucket-store.ts'

/** What became of waiting: the tokens were taken, or they would have come too late. */
export type Turn = { readonly taken: true } | { readonly taken: false; readonly milliseconds: number }

/** A caller in a lane. */
export interface Waiter {
  /** Lower is older. */
  readonly ticket: number
  /** Milliseconds since 1970. */
  readonly deadline: number | undefined
  /** Called once, with the milliseconds that the wait is expected to take. */
  readonly tell: (milliseconds: number) => void
  readonly resolve: (turn: Turn) => void
  readonly reject: (error: unknown) => void
}

/** The callers who need the same buckets, oldest first. */
export class Lane {
  readonly buckets: readonly Bucket[]
  readonly waiters: Waiter[] = []
  /** The bucket that the first of them waits for. */
  blockedBy: MustWait['slowest'] | undefined
  #until = 0
  readonly #told = new WeakSet<Waiter>()

  constructor(buckets: readonly Bucket[]) {
    this.buckets = buckets
  }

  leave(waiter: Waiter): void {
    const index = this.waiters.indexOf(waiter)
    if (index >= 0) this.waiters.splice(index, 1)
  }

  /** Notes what the first one waits for. Whoever would be served after his deadline is told so and leaves. */
  block({ slowest, wait }: MustWait, now: number): void {
    this.blockedBy = slowest
    this.#until = now + wait
    for (let index = 0; index < this.waiters.length; ) {
      if (this.#expects(index, now)) index += 1
    }
  }

  /** Whether it is known that nobody here can be served yet; if so, the last who came is told. */
  isKnownToWait(now: number): boolean {
    if (!this.blockedBy || now >= this.#until) return false
    this.#expects(this.waiters.length - 1, now)
    return true
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
