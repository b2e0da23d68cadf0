import type { MovableClock } from './clock.ts'

/** What happens at an instant. `at` is that instant, in milliseconds since 1970-01-01 UTC, however late it is done. */
export type Task = (at: number) => void

interface Entry {
  readonly at: number
  readonly task: Task
}

/** The longest that setTimeout waits. */
const longestTimer = 2 ** 31 - 1

/**
 * What is due in the future, done in the order of time when the emulator's clock gets there: at once when the clock is
 * moved, by a timer when it goes on by itself.
 */
export class Agenda {
  readonly #clock: MovableClock
  #entries: Entry[] = []
  #timer: NodeJS.Timeout | undefined
  #running = false
  #stopped = false
  readonly #unsettled = new Set<Promise<void>>()

  constructor(clock: MovableClock) {
    this.#clock = clock
  }

  /** @returns A function that takes the entry off again. */
  add(at: number, task: Task): () => void {
    const entry = { at, task }
    if (!this.#stopped) {
      this.#entries.splice(this.#placeOf(at), 0, entry)
      this.#setTimer()
    }
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry)
    }
  }

  /** Does everything that is due, and what falls due by that. */
  catchUp(): void {
    if (this.#running) return
    this.#running = true
    try {
      const now = this.#clock.now()
      for (let entry = this.#next(now); entry !== undefined; entry = this.#next(now)) entry.task(entry.at)
    } finally {
      this.#running = false
      this.#setTimer()
    }
  }

  /** Notes something that goes on after its task is over, such as a message on its way. It must not reject. */
  follow(work: Promise<void>): void {
    this.#unsettled.add(work)
    void work.then(() => this.#unsettled.delete(work))
  }

  /** Resolves when nothing is going on any more. */
  async settled(): Promise<void> {
    while (this.#unsettled.size > 0) await Promise.all(this.#unsettled)
  }

  /** Forgets everything. */
  stop(): void {
    this.#stopped = true
    this.#entries = []
    clearTimeout(this.#timer)
  }

  #next(now: number): Entry | undefined {
    const [first] = this.#entries
    return first === undefined || first.at > now ? undefined : this.#entries.shift()
  }

  /** Behind all that are due before it or at the same time. */
  #placeOf(at: number): number {
    const index = this.#entries.findIndex((entry) => entry.at > at)
    return index === -1 ? this.#entries.length : index
  }

  #setTimer(): void {
    if (this.#running) return
    clearTimeout(this.#timer)
    const [first] = this.#entries
    if (first === undefined) return
    const wait = Math.min(longestTimer, Math.max(1, first.at - this.#clock.now()))
    this.#timer = setTimeout(() => this.catchUp(), wait).unref()
  }
}
