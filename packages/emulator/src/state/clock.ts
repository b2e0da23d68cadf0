/** Where the time comes from. */
export interface BaseClock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
}

/** A clock that goes on by itself and can be moved: everything that the emulator does with time asks it. */
export class MovableClock implements BaseClock {
  readonly #base: BaseClock
  #offset = 0

  constructor(base: BaseClock = { now: () => Date.now() }) {
    this.#base = base
  }

  /** @returns Milliseconds since 1970-01-01 UTC. */
  now(): number {
    return this.#base.now() + this.#offset
  }

  /** Moves the clock forward. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds
  }

  /** Puts the clock to an instant, in milliseconds since 1970-01-01 UTC; from there it goes on. */
  set(instant: number): void {
    this.#offset = instant - this.#base.now()
  }
}
