import type { Clock } from '@reportline/request'
import type { Queue, QueueMessage } from '../queue.ts'
import { isReceiptGone } from '../queue-error.ts'
import type { Claims, WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'

/** What holding a report needs. */
export interface Holding {
  readonly queue: Queue
  /** The time of the queue. */
  readonly clock: Clock
  /** For how long a message is hidden from others. Seconds. */
  readonly visibility: number
  readonly seen: WatchStore
  readonly claims: Claims
  readonly tell: (event: WatchEvent) => void
}

/** A report that is being worked on. */
export interface Hold {
  done(): Promise<void>
  failed(): Promise<void>
}

/** So many beats in the time for which a message is hidden: two may fail. */
const beats = 3

/**
 * Holds on to a report whose claim has been taken: keeps its message hidden and its claim renewed until it is done or
 * failed.
 */
export function hold(key: string, reportId: string, message: QueueMessage | undefined, holding: Holding): Hold {
  const { seen, claims, tell } = holding
  const beating = new AbortController()
  void beat(key, reportId, message, holding, beating.signal)
  let ended: Promise<void> | undefined

  async function giveBack(): Promise<void> {
    beating.abort()
    tell({ type: 'returned', reportId })
    await released()
    if (message !== undefined) await settle(holding, message, 'return')
  }
  async function released(): Promise<void> {
    try {
      await claims.release(key)
    } catch (error) {
      // It runs out by itself.
      tell({ type: 'hold-failed', reportId, error })
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
    if (message !== undefined) await settle(holding, message, 'delete')
  }
  return {
    done: () => (ended ??= finish()),
    failed: () => (ended ??= giveBack()),
  }
}

/** Deletes or returns a message; where that fails it shows up again by itself, later. */
export async function settle(
  { queue, tell }: Pick<Holding, 'queue' | 'tell'>,
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
  { queue, clock, visibility, claims, tell }: Holding,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep((visibility * 1000) / beats, signal)
      if (signal.aborted) return
      if (!(await claims.renew(key))) throw new Error('somebody else has claimed the report')
      if (message !== undefined && !signal.aborted) await queue.setVisibility(message.receipt, visibility)
    } catch (error) {
      if (signal.aborted) return
      tell({ type: 'hold-failed', reportId, error })
      if (isReceiptGone(error)) return
    }
  }
}
