import type { ReportClaims, SeenReports } from '../../ledger/seen-reports.ts'

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
  const renew = async (key: string) => (await store.claim?.(key, { owner, until: now() + lease }, now())) ?? true
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
