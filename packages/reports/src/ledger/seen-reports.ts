import type { AccountContext } from '../run/run-context.ts'
import { isLive, type Lease } from './lease.ts'

/** Remembers which reports have been processed. Use one per seller: report ids are unique within a seller. */
export interface SeenReports {
  has(key: string): Promise<boolean> | boolean
  /**
   * Called when the consumer is done with a report, and awaited before the next report is returned.
   *
   * @param now The time of the account's clock. Milliseconds since 1970.
   */
  add(key: string, now: number): Promise<void> | void
}

/** Optional methods of a {@link SeenReports} store, so that two watches never process a report at the same time. */
export interface ReportClaims {
  /**
   * Claims a report or renews the claim. Must be atomic.
   *
   * @param now The current time of the clock of the lease. Milliseconds since 1970.
   * @returns False if another owner has a live claim.
   */
  claim(key: string, lease: Lease, now: number): Promise<boolean> | boolean
  /** Gives up a claim, if `owner` has it. */
  release(key: string, owner: string): Promise<void> | void
}

/** Which reports have been processed and which are claimed; for `collect` and `watch`. */
export type SeenLedger = SeenReports & ReportClaims

/** Creates a memory of seen reports that lasts as long as the process. */
export function memorySeenReports(): SeenReports {
  const { has, add } = prunableSeen()
  return { has, add }
}

/** A memory of seen reports and claims from which old ones can be deleted. */
export interface PrunableSeen extends SeenLedger {
  prune(olderThan: number): void
}

/** Creates the memory behind `memorySeenReports` and `memoryLedger`. */
export function prunableSeen(): PrunableSeen {
  const addedAt = new Map<string, number>()
  const claims = new Map<string, Lease>()
  return {
    has: (key) => addedAt.has(key),
    add(key, now) {
      addedAt.set(key, now)
    },
    claim(key, lease, now) {
      const current = claims.get(key)
      if (current?.owner !== lease.owner && isLive(current, now)) return false
      claims.set(key, lease)
      return true
    },
    release(key, owner) {
      if (claims.get(key)?.owner === owner) claims.delete(key)
    },
    prune(olderThan) {
      for (const [key, added] of addedAt) if (added < olderThan) addedAt.delete(key)
      for (const [key, { until }] of claims) if (until < olderThan) claims.delete(key)
    },
  }
}

/** What makes a report id unique across APIs, regions and environments. */
export type SeenScope = Pick<AccountContext, 'api' | 'region' | 'environment'>

/** Returns the key of a report in a {@link SeenReports} store. */
export function seenKey({ api: { api }, region, environment }: SeenScope, reportId: string): string {
  return environment === undefined ? `${api} ${region} ${reportId}` : `${api} ${region} ${environment} ${reportId}`
}
