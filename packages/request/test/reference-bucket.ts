/**
 * A textbook token bucket with exact integers: each step refills it up to its limit. Slow but exact.
 */
export class ReferenceBucket {
  /** The numerator of the rate per second. */
  #rate: bigint
  /** One token: the unit is 1 / (1000 × denominator) of it. */
  readonly #token: bigint
  readonly #full: bigint
  #amount: bigint

  constructor(numerator: bigint, denominator: bigint, burst: number) {
    this.#rate = numerator
    this.#token = 1000n * denominator
    this.#full = BigInt(burst) * this.#token
    this.#amount = this.#full
  }

  refillAt(numerator: bigint): void {
    this.#rate = numerator
  }

  advance(milliseconds: number): void {
    this.#amount += this.#rate * BigInt(milliseconds)
    if (this.#amount > this.#full) this.#amount = this.#full
  }

  /** Milliseconds until there is a token. */
  wait(): number {
    const missing = this.#token - this.#amount
    return missing <= 0n ? 0 : Number((missing + this.#rate - 1n) / this.#rate)
  }

  /** Takes a token if there is one. Returns the wait in milliseconds. */
  take(): number {
    const wait = this.wait()
    if (wait === 0) this.#amount -= this.#token
    return wait
  }
}
