import type { Clock } from '@reportline/request'
import { keepRenewing } from '../../ledger/lease-manager.ts'
import type { Queue, QueueMessage } from '../queue.ts'
import { isReceiptInvalid } from '../queue-error.ts'
import type { Claims, WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'

/** What leases need. */
export interface LeaseContext {
  readonly queue: Queue
  /** The clock for visibility timeouts. */
  readonly clock: Clock
  /** How long a message is hidden from other consumers, in seconds. */
  readonly visibilityTimeout: number
  readonly seen: WatchStore
  readonly claims: Claims
  readonly emit: (event: WatchEvent) => void
}

/** The lease of a report that is being processed. */
export interface ReportLease {
  done(): Promise<void>
  failed(): Promise<void>
}

/** Keeps the message of a claimed report hidden and its claim renewed until `done` or `failed` is called. */
export function leaseReport(
  key: string,
  reportId: string,
  message: QueueMessage | undefined,
  lease: LeaseContext,
): ReportLease {
  const { clock, seen, claims, emit } = lease
  const renewal = new AbortController()
  void renew(key, reportId, message, lease, renewal.signal)
  let ended: Promise<void> | undefined

  async function fail(): Promise<void> {
    renewal.abort()
    emit({ type: 'returned', reportId })
    await releaseClaim()
    if (message !== undefined) await settle(lease, message, 'return')
  }
  async function releaseClaim(): Promise<void> {
    try {
      await claims.release(key)
    } catch (error) {
      // The claim expires without renewals.
      emit({ type: 'lease-renewal-failed', reportId, error })
    }
  }
  async function finish(): Promise<void> {
    try {
      await seen.add(key, clock.now())
    } catch (error) {
      await fail()
      throw error
    }
    renewal.abort()
    await releaseClaim()
    // Last, because a message that could not be deleted is then recognized as a duplicate.
    if (message !== undefined) await settle(lease, message, 'delete')
  }
  return {
    done: () => (ended ??= finish()),
    failed: () => (ended ??= fail()),
  }
}

/** Deletes a message or makes it visible again. If that fails, it becomes visible after its visibility timeout. */
export async function settle(
  { queue, emit }: Pick<LeaseContext, 'queue' | 'emit'>,
  { id, receipt }: QueueMessage,
  how: 'delete' | 'return',
): Promise<void> {
  try {
    await (how === 'delete' ? queue.delete(receipt) : queue.setVisibility(receipt, 0))
  } catch (error) {
    emit({ type: 'message-failed', messageId: id, error })
  }
}

/** Keeps the claim renewed and the message hidden. */
function renew(
  key: string,
  reportId: string,
  message: QueueMessage | undefined,
  { queue, clock, visibilityTimeout, claims, emit }: LeaseContext,
  signal: AbortSignal,
): Promise<void> {
  return keepRenewing({
    clock,
    duration: visibilityTimeout * 1000,
    signal,
    async renew() {
      if (!(await claims.renew(key))) throw new Error('Another watch has claimed the report.')
      if (message !== undefined && !signal.aborted) await queue.setVisibility(message.receipt, visibilityTimeout)
    },
    onError(error) {
      emit({ type: 'lease-renewal-failed', reportId, error })
      return !isReceiptInvalid(error)
    },
  })
}
