/** Requests per second, and how many may come at once. */
export interface UsagePlan {
  readonly rate: number
  readonly burst: number
}

/** Whose bucket: Amazon counts each pair of application and selling partner by itself, for every operation. */
export interface UsageSubject {
  readonly clientId: string
  readonly sellerId: string
  readonly operation: string
}

interface Bucket {
  readonly level: number
  /** When the level was that, in milliseconds since 1970-01-01 UTC. */
  readonly since: number
}

/** So that the rounding of a fractional rate never costs a caller who waited exactly long enough. */
const rounding = 1e-9

/** Token buckets, full at first, refilled as the clock goes on. */
export class UsagePlans {
  readonly #buckets = new Map<string, Map<string, Bucket>>()
  readonly #starts = new Map<string, Bucket>()

  /** @returns Whether the call is within the plan; if so, it is counted. */
  take(subject: UsageSubject, plan: UsagePlan, now: number): boolean {
    const buckets = this.#bucketsOf(subject.operation)
    const key = JSON.stringify([subject.clientId, subject.sellerId])
    const start = this.#starts.get(subject.operation) ?? { level: plan.burst, since: now }
    const level = refilled(buckets.get(key) ?? start, plan, now)
    const allowed = level + rounding >= 1
    buckets.set(key, { level: allowed ? level - 1 : level, since: now })
    return allowed
  }

  /** Leaves everybody this many calls of an operation; the refill goes on from there. */
  set(operation: string, level: number, now: number): void {
    this.#starts.set(operation, { level, since: now })
    this.#buckets.delete(operation)
  }

  #bucketsOf(operation: string): Map<string, Bucket> {
    const buckets = this.#buckets.get(operation) ?? new Map<string, Bucket>()
    this.#buckets.set(operation, buckets)
    return buckets
  }
}

function refilled({ level, since }: Bucket, { rate, burst }: UsagePlan, now: number): number {
  const gained = (Math.max(0, now - since) / 1000) * rate
  return Math.min(burst, level + gained)
}
