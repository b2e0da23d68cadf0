/** Refill per millisecond and bucket capacity, in ten-millionths of a token so that nothing is rounded. */
const token = 10_000_000

/** Amazon's usage plans of the Selling Partner API operations that reports need. */
export const usagePlans = {
  createReport: { refill: 167, burst: 15 },
  getReportDocument: { refill: 167, burst: 15 },
  getReports: { refill: 222, burst: 10 },
  getReport: { refill: 20_000, burst: 15 },
} as const

export type Limited = keyof typeof usagePlans

/** The number of requests of a seller, and how many of them Amazon throttled. */
export interface Counts extends Record<Limited, number> {
  refused: number
}

/** Simulates Amazon's rate limits for one seller: counts requests and throttles those over the limit. */
export class Usage {
  readonly counts: Counts = { createReport: 0, getReportDocument: 0, getReports: 0, getReport: 0, refused: 0 }
  readonly #buckets = new Map<Limited, { level: number; since: number }>()

  spend(operation: Limited, now: number): boolean {
    const { refill, burst } = usagePlans[operation]
    const bucket = this.#buckets.get(operation) ?? { level: burst * token, since: now }
    const level = Math.min(burst * token, bucket.level + refill * (now - bucket.since))
    const has = level >= token
    this.#buckets.set(operation, { level: has ? level - token : level, since: now })
    this.counts[operation] += 1
    if (!has) this.counts.refused += 1
    return has
  }
}
