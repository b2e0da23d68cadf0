/**
 * The quota of one operation and seller, as Amazon's token buckets give it; made without the one that is measured.
 * Counts in time: each request moves the time at which the bucket would be full again by one interval.
 */
export class Quota {
  readonly #interval: number
  readonly #burst: number
  #fullAt = Number.NEGATIVE_INFINITY

  /** @param rate - requests per second */
  constructor(rate: number, burst: number) {
    this.#interval = 1000 / rate
    this.#burst = burst
  }

  /** Whether a request that comes now is within the quota; it is counted if so. */
  take(now: number): boolean {
    const fullAt = Math.max(this.#fullAt, now)
    // A millionth of a millisecond, for sums of fractions.
    if (fullAt - now > (this.#burst - 1) * this.#interval + 1e-6) return false
    this.#fullAt = fullAt + this.#interval
    return true
  }
}
