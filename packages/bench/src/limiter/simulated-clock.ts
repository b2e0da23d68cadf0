import type { Clock } from '@reportline/request'

interface PendingSleep {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Orders sleeps that end at the same time. */
  readonly order: number
  readonly wake: () => void
}

/** A clock that jumps to the end of the next sleep as soon as all other work is done. */
export class SimulatedClock implements Clock {
  #now = Date.UTC(2026, 0, 1)
  #order = 0
  /** A binary heap, earliest first. */
  readonly #pending: PendingSleep[] = []

  now(): number {
    return this.#now
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      // An aborted sleep stays in the heap. Resolving it later has no effect.
      this.#push({ at: this.#now + Math.max(0, Math.ceil(milliseconds)), order: this.#order++, wake: resolve })
    })
  }

  /**
   * Advances the time until the work is done.
   *
   * @param ready - The time does not advance until this resolves. By then, all work on other threads must be done, because
   * the clock cannot see it. Defaults to a resolved promise.
   * @throws Error if the work waits for something other than this clock.
   */
  async run<T>(work: Promise<T>, ready: Promise<unknown> = Promise.resolve()): Promise<T> {
    let done = false
    const ended = work.finally(() => {
      done = true
    })
    ended.catch(() => {})
    await Promise.race([ready, ended])
    await settled()
    while (!done) {
      this.#wakeNext()
      await settled()
    }
    return ended
  }

  #wakeNext(): void {
    const first = this.#pop()
    if (first === undefined) throw new Error('The work is not done, but no sleep is pending.')
    this.#now = first.at
    first.wake()
    while (this.#pending[0]?.at === this.#now) this.#pop()?.wake()
  }

  #push(pending: PendingSleep): void {
    const heap = this.#pending
    let index = heap.push(pending) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapIfEarlier(index, parent)) return
      index = parent
    }
  }

  #pop(): PendingSleep | undefined {
    const heap = this.#pending
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const child = this.#isEarlier(left + 1, left) ? left + 1 : left
      if (!this.#swapIfEarlier(child, index)) return first
      index = child
    }
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#pending[one], this.#pending[other]]
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order))
  }

  #swapIfEarlier(lower: number, upper: number): boolean {
    if (!this.#isEarlier(lower, upper)) return false
    const heap = this.#pending
    const [below, above] = [heap[lower], heap[upper]]
    if (below === undefined || above === undefined) return false
    heap[lower] = above
    heap[upper] = below
    return true
  }
}

/**
 * Waits until all work that needs no simulated time is done: promise callbacks, which all run before the next turn of
 * the event loop. Their number does not depend on the load of the machine.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
