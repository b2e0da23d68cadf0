/** A usage plan: the refill rate in requests per second, and the size of the bucket. */
export interface UsagePlan {
  readonly rate: number
  readonly burst: number
}

/** Identifies a bucket. Amazon counts each pair of application and selling partner separately, per operation. */
export interface UsageSubject {
  readonly clientId: string
  readonly sellerId: string
  readonly operation: string
}

interface Bucket {
  readonly level: number
  /** When the bucket had that level, in milliseconds since 1970-01-01 UTC. */
  readonly since: number
}

/** Prevents a rounding error of a fractional rate from rejecting a caller that waited exactly long enough. */
const roundingTolerance = 1e-9

/** Token buckets that start full and refill with the clock. */
export class UsagePlans {
  readonly #buckets = new Map<string, Map<string, Bucket>>()
  /** Operation → the level of buckets that do not exist yet. */
  readonly #initial = new Map<string, Bucket>()

  /** @returns Whether the plan allows the call. An allowed call is counted. */
  take(subject: UsageSubject, plan: UsagePlan, now: number): boolean {
    const buckets = this.#bucketsOf(subject.operation)
    const key = JSON.stringify([subject.clientId, subject.sellerId])
    const initial = this.#initial.get(subject.operation) ?? { level: plan.burst, since: now }
    const level = refilled(buckets.get(key) ?? initial, plan, now)
    const allowed = level + roundingTolerance >= 1
    buckets.set(key, { level: allowed ? level - 1 : level, since: now })
    return allowed
  }

  /** Sets the number of calls that every caller has left for an operation. Refilling continues from there. */
  set(operation: string, level: number, now: number): void {
    this.#initial.set(operation, { level, since: now })
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
