/** The right to work on a job, or on a collected report, until a point in time. */
export interface Lease {
  /** Identifies one engine, or one watch, of one process. */
  readonly owner: string
  /** When the lease expires unless it is renewed. Milliseconds since 1970. */
  readonly until: number
}

/** Whether a lease has not expired. */
export function isLive(lease: Lease | undefined, now: number): lease is Lease {
  return lease !== undefined && lease.until > now
}
