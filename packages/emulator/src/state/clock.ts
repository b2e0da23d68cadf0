import type { BaseClock } from '../options/emulator-options.ts'

/** The emulator's clock. It runs with its base clock and can be moved. */
export class MovableClock implements BaseClock {
  readonly #base: BaseClock
  #offsetMs = 0

  /** @param base Defaults to the system clock. */
  constructor(base: BaseClock = { now: () => Date.now() }) {
    this.#base = base
  }

  now(): number {
    return this.#base.now() + this.#offsetMs
  }

  /** Moves the clock forward. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds
  }

  /** Sets the clock to an instant, in milliseconds since 1970-01-01 UTC. It continues to run from there. */
  set(instant: number): void {
    this.#offsetMs = instant - this.#base.now()
  }
}
