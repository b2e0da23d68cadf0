import type { Clock } from '@reportline/request'
import { keepRenewing } from '../../ledger/lease-manager.ts'
import type { Queue, QueueMessage } from '../queue.ts'
import { isReceiptInvalid } from '../queue-error.ts'
import type { Claims, WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'

/** What lease a report needs. */
export interface LeaseContext {
  readonly queue: Queue
  /** The time of the queue. */
  readonly clock: Clock
  /** For how long a message is hidden from others. Seconds. */
  readonly visibilityTimeout: number
  readonly seen: WatchStore
  readonly claims: Claims
  readonly tell: (event: WatchEvent) => void
}

/** A report that is being worked on. */
export interface ReportLease {
  done(): Promise<void>
  failed(): Promise<void>
}

/**
 * Holds on to a report whose claim has been taken: keeps its message hidden and its claim renewed until it is done or
 * failed.
 */
export function leaseReport(
  key: string,
  reportId: string,
  message: QueueMessage | undefined,
  lease: LeaseContext,
): ReportLease {
  const { clock, seen, claims, tell } = lease
  const renewal = new AbortController()
  void renew(key, reportId, message, lease, renewal.signal)
  let ended: Promise<void> | undefined

  async function giveBack(): Promise<void> {
    renewal.abort()
    tell({ type: 'returned', reportId })
    await released()
    if (message !== undefined) await settle(lease, message, 'return')
  }
  async function released(): Promise<void> {
    try {
      await claims.release(key)
    } catch (error) {
      // It runs out by itself.
      tell({ type: 'lease-renewal-failed', reportId, error })
    }
  }
  async function finish(): Promise<void> {
    try {
      await seen.add(key, clock.now())
    } catch (error) {
      await giveBack()
      throw error
    }
    renewal.abort()
    await released()
    // Last: if this is all that fails, the message comes again and is known as a duplicate.
    if (message !== undefined) await settle(lease, message, 'delete')
  }
  return {
    done: () => (ended ??= finish()),
    failed: () => (ended ??= giveBack()),
  }
}

/** Deletes or returns a message; where that fails it shows up again by itself, later. */
export async function settle(
  { queue, tell }: Pick<LeaseContext, 'queue' | 'tell'>,
  { id, receipt }: QueueMessage,
  how: 'delete' | 'return',
): Promise<void> {
  try {
    await (how === 'delete' ? queue.delete(receipt) : queue.setVisibility(receipt, 0))
  } catch (error) {
    tell({ type: 'message-failed', messageId: id, error })
  }
}

/** Keeps the claim renewed and the message hidden. */
function renew(
  key: string,
  reportId: string,
  message: QueueMessage | undefined,
  { queue, clock, visibilityTimeout, claims, tell }: LeaseContext,
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
      tell({ type: 'lease-renewal-failed', reportId, error })
      return !isReceiptInvalid(error)
    },
  })
}
