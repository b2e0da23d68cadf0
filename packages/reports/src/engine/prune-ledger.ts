import type { Clock } from '@reportline/request'
import type { Ledger } from '../ledger/ledger.ts'

/** Amazon lists reports and keeps their documents for 90 days. Milliseconds. */
export const minRetentionMs = 90 * 24 * 3_600_000
/** Time between two prunings. Milliseconds. */
const intervalMs = 3_600_000
/** Maximum number of jobs deleted at once, so that other processes do not wait for long. */
const batchSize = 500

/**
 * Creates the function that deletes old jobs in the background, once an hour at most.
 *
 * @param retention Age of the jobs to delete, measured from when they were finished. Milliseconds.
 */
export function ledgerPruner(ledger: Ledger, clock: Clock, retention: number): () => void {
  let nextAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = clock.now()
    if (now < nextAt || retention === Number.POSITIVE_INFINITY) return
    nextAt = now + intervalMs
    // If it fails, the next pruning deletes more.
    void prune(ledger, now - retention).catch(() => {})
  }
}

async function prune(ledger: Ledger, olderThan: number): Promise<void> {
  while ((await ledger.prune({ olderThan, limit: batchSize })) === batchSize);
}
