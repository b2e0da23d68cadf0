/**
 * The quota of one operation and seller: a token bucket like Amazon's. It shares no code with the rate limiter that is
 * measured. Each request delays the time at which the bucket is full again by one interval.
 */
export class Quota {
  readonly #intervalMs: number
  readonly #burst: number
  #fullAt = Number.NEGATIVE_INFINITY

  /**
   * @param rate - Requests per second.
   * @param burst - The capacity of the bucket.
   */
  constructor(rate: number, burst: number) {
    this.#intervalMs = 1000 / rate
    this.#burst = burst
  }

  /**
   * Counts a request if it is within the quota.
   *
   * @param now - Milliseconds since 1970.
   * @returns Whether the request is within the quota.
   */
  take(now: number): boolean {
    const fullAt = Math.max(this.#fullAt, now)
    // Rounding errors must not refuse a request, so there is a tolerance of a nanosecond.
    if (fullAt - now > (this.#burst - 1) * this.#intervalMs + 1e-6) return false
    this.#fullAt = fullAt + this.#intervalMs
    return true
  }
}
