/** Tokens in ten-millionths, so that nothing is rounded: refill a millisecond, and what a full bucket holds. */
const token = 10_000_000

/** The operations of the Selling Partner API that reports need, as Amazon limits them. */
export const usagePlans = {
  createReport: { refill: 167, burst: 15 },
  getReportDocument: { refill: 167, burst: 15 },
  getReports: { refill: 222, burst: 10 },
  getReport: { refill: 20_000, burst: 15 },
} as const

export type Limited = keyof typeof usagePlans

/** What was asked of a seller's account, and how much of it Amazon refused. */
export interface Counts extends Record<Limited, number> {
  refused: number
}

/** Amazon's side of one seller's limits: counts, and refuses what comes too early. */
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
