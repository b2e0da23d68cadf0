import type { JobFilter, Ledger, LedgerEntry } from '../../src/ledger/ledger.ts'

/** The first jobs of a ledger. */
export async function listJobs(ledger: Ledger, filter: JobFilter = {}): Promise<readonly LedgerEntry[]> {
  return (await ledger.list(filter, { limit: 1_000 })).entries
}
