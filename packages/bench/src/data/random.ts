/**
 * Creates a generator of numbers from 0 inclusive to 1 exclusive (mulberry32). The same seed gives the same numbers on
 * every machine.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Generates values from seeded random numbers. */
export class RandomValues {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  /** Returns an integer from 0 inclusive to `below` exclusive. */
  integer(below: number): number {
    return Math.floor(this.#random() * below)
  }

  /** Returns an item of a list. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.integer(list.length)]
    if (picked === undefined) throw new RangeError('The list is empty.')
    return picked
  }

  digits(length: number): string {
    return Array.from({ length }, () => this.integer(10)).join('')
  }

  letters(length: number): string {
    return Array.from({ length }, () => this.pick(alphabet)).join('')
  }

  /** Returns an amount below 1000 with two decimals. */
  amount(): string {
    return (this.integer(100_000) / 100).toFixed(2)
  }
}

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
