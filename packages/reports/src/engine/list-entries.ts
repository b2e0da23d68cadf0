import type { JobFilter, Ledger, LedgerEntry } from '../ledger/ledger.ts'

/** Entries per page. */
const pageSize = 200

/** Lists the jobs of a ledger page by page, the oldest first. */
export async function* listEntries(ledger: Ledger, filter: JobFilter): AsyncGenerator<LedgerEntry, void, undefined> {
  let after: string | undefined
  do {
    const { entries, next } = await ledger.list(filter, { limit: pageSize, after })
    yield* entries
    after = next
  } while (after !== undefined)
}
