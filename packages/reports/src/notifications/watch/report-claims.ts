import type { SeenReports } from '../../ledger/seen-reports.ts'

/**
 * What a store of seen reports may have beside, so that watches in several processes never work on one report at the
 * same time. Both must be atomic.
 */
export interface ReportClaims {
  /**
   * Takes or renews a claim. True if nobody else's claim on the key is still good: there is none, it is this owner's, or
   * its time is over.
   *
   * @param until When the claim runs out unless it is renewed, in milliseconds since 1970.
   * @param now The present time on the same clock.
   */
  claim(key: string, owner: string, until: number, now: number): Promise<boolean> | boolean
  /** Gives up a claim of this owner. */
  release(key: string, owner: string): Promise<void> | void
}

/** A store of seen reports, with or without claims. */
export type WatchStore = SeenReports & Partial<ReportClaims>

/** The claims of one watch. */
export interface Claims {
  take(key: string): Promise<boolean>
  renew(key: string): Promise<boolean>
  release(key: string): Promise<void>
}

/** Claims of this process, by store: two watches that share a store share them, whatever the store can do. */
const localClaims = new WeakMap<WatchStore, Set<string>>()

/**
 * @param lease For how long a claim is good without being renewed. Milliseconds.
 */
export function claimsOn(store: WatchStore, lease: number, now: () => number): Claims {
  const local = localClaims.get(store) ?? new Set<string>()
  localClaims.set(store, local)
  const owner = crypto.randomUUID()
  const renew = async (key: string) => (await store.claim?.(key, owner, now() + lease, now())) ?? true
  return {
    renew,
    async take(key) {
      if (local.has(key)) return false
      local.add(key)
      try {
        if (await renew(key)) return true
      } catch (error) {
        local.delete(key)
        throw error
      }
      local.delete(key)
      return false
    },
    async release(key) {
      local.delete(key)
      await store.release?.(key, owner)
    },
  }
}
