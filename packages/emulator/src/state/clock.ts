import type { BaseClock } from '../options/emulator-options.ts'

/**
 * The instants that the clock can show. Times that are derived from them, such as the end of a schedule's period, still
 * have a year of four digits.
 */
export const clockRange = {
  /** Milliseconds since 1970-01-01 UTC. */
  start: 0,
  end: Date.UTC(9000, 0),
  text: { start: '1970-01-01', end: '9000-01-01' },
} as const

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
