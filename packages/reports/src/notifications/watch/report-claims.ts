import type { ReportClaims, SeenReports } from '../../ledger/seen-reports.ts'

/** A store of seen reports, with or without claims. */
export type WatchStore = SeenReports & Partial<ReportClaims>

/** The claims of one watch. */
export interface Claims {
  take(key: string): Promise<boolean>
  renew(key: string): Promise<boolean>
  release(key: string): Promise<void>
}

/** The claims in this process, by store. Watches with the same store share them, even if the store has no claims. */
const localClaims = new WeakMap<WatchStore, Set<string>>()

/** @param lease How long a claim lasts without being renewed, in milliseconds. */
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
