import type { SeenLedger } from './ledger.ts'

/** What `collect` and `watch` remember, in memory. */
export function memorySeen(): SeenLedger {
  const keys = new Set<string>()
  const claims = new Map<string, { readonly owner: string; readonly until: number }>()
  return {
    has: (key) => keys.has(key),
    add: (key) => void keys.add(key),
    claim(key, owner, until, now) {
      const before = claims.get(key)
      if (before !== undefined && before.owner !== owner && before.until > now) return false
      claims.set(key, { owner, until })
      return true
    },
    release(key, owner) {
      if (claims.get(key)?.owner === owner) claims.delete(key)
    },
  }
}
