import type { MovableClock } from './clock.ts'

/**
 * A task that is due at an instant.
 *
 * @param at The instant it was scheduled for, in milliseconds since 1970-01-01 UTC. It may run later than that.
 */
export type Task = (at: number) => void

interface Entry {
  readonly at: number
  readonly task: Task
}

/** The longest delay that setTimeout supports, in milliseconds. */
const maxTimerMs = 2 ** 31 - 1

/**
 * Runs tasks in chronological order when the emulator's clock reaches them: immediately when the clock is moved, and by
 * a timer while the clock runs.
 */
export class Scheduler {
  readonly #clock: MovableClock
  #entries: Entry[] = []
  #timer: NodeJS.Timeout | undefined
  #running = false
  #stopped = false
  readonly #pending = new Set<Promise<void>>()

  constructor(clock: MovableClock) {
    this.#clock = clock
  }

  /** @returns A function that cancels the task. */
  schedule(at: number, task: Task): () => void {
    const entry = { at, task }
    if (!this.#stopped) {
      this.#entries.splice(this.#insertionIndex(at), 0, entry)
      this.#setTimer()
    }
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry)
    }
  }

  /** Runs every task that is due, including those that become due because of it. */
  runDue(): void {
    if (this.#running) return
    this.#running = true
    try {
      const now = this.#clock.now()
      for (let entry = this.#takeDue(now); entry !== undefined; entry = this.#takeDue(now)) entry.task(entry.at)
    } finally {
      this.#running = false
      this.#setTimer()
    }
  }

  /** Tracks work that outlives its task, such as a message that is being sent. The promise must not reject. */
  track(work: Promise<void>): void {
    this.#pending.add(work)
    void work.then(() => this.#pending.delete(work))
  }

  /** Resolves when no tracked work is pending. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }

  /** Discards all tasks. Tasks scheduled afterwards never run. */
  stop(): void {
    this.#stopped = true
    this.#entries = []
    clearTimeout(this.#timer)
  }

  #takeDue(now: number): Entry | undefined {
    const [first] = this.#entries
    return first === undefined || first.at > now ? undefined : this.#entries.shift()
  }

  /** Tasks that are due at the same time run in the order in which they were scheduled. */
  #insertionIndex(at: number): number {
    const index = this.#entries.findIndex((entry) => entry.at > at)
    return index === -1 ? this.#entries.length : index
  }

  #setTimer(): void {
    if (this.#running) return
    clearTimeout(this.#timer)
    const [first] = this.#entries
    if (first === undefined) return
    const delayMs = Math.min(maxTimerMs, Math.max(1, first.at - this.#clock.now()))
    this.#timer = setTimeout(() => this.runDue(), delayMs).unref()
  }
}
