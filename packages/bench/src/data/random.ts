/** Numbers from 0 up to, not including, 1: the same ones for the same seed, on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Things that are made of random numbers. */
export class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number {
    return Math.floor(this.#random() * below)
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.whole(list.length)]
    if (picked === undefined) throw new RangeError('nothing can be picked of an empty list')
    return picked
  }

  digits(length: number): string {
    return Array.from({ length }, () => this.whole(10)).join('')
  }

  letters(length: number): string {
    return Array.from({ length }, () => this.pick(alphabet)).join('')
  }

  /** `12.34`, below a thousand. */
  amount(): string {
    return (this.whole(100_000) / 100).toFixed(2)
  }
}

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
