import type { Clock } from '@reportline/request'
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

/** So many beats in the time for which a message is hidden: two may fail. */
const beats = 3

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
  const { seen, claims, tell } = lease
  const beating = new AbortController()
  void beat(key, reportId, message, lease, beating.signal)
  let ended: Promise<void> | undefined

  async function giveBack(): Promise<void> {
    beating.abort()
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
      await seen.add(key)
    } catch (error) {
      await giveBack()
      throw error
    }
    beating.abort()
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

async function beat(
  key: string,
  reportId: string,
  message: QueueMessage | undefined,
  { queue, clock, visibilityTimeout, claims, tell }: LeaseContext,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep((visibilityTimeout * 1000) / beats, signal)
      if (signal.aborted) return
      if (!(await claims.renew(key))) throw new Error('somebody else has claimed the report')
      if (message !== undefined && !signal.aborted) await queue.setVisibility(message.receipt, visibilityTimeout)
    } catch (error) {
      if (signal.aborted) return
      tell({ type: 'lease-renewal-failed', reportId, error })
      if (isReceiptInvalid(error)) return
    }
  }
}
