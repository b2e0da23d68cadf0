import type { Clock } from '@reportline/request'
import type { SqsAddress, SqsClient } from '../sqs-client.ts'
import type { WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'

/** How reports are looked for whose notification never came. */
export interface BackfillOptions {
  /** How often the reports are listed. Milliseconds. Default: 15 minutes; one minute at least. */
  readonly interval?: number
  /** How long ago a report may have been created. Milliseconds. Default: 24 hours; 90 days at most. */
  readonly lookBack?: number
  /** For how long after its end a report is left to its notification. Milliseconds. Default: 10 minutes. */
  readonly gracePeriod?: number
}

/** What a watch takes. */
export interface WatchOptions {
  /** The standard queue that Amazon sends to. */
  readonly queue: { readonly url: string }
  readonly sqs: SqsClient | SqsAddress
  /** Only reports of these types. Without it, of all types, and nothing is swept. */
  readonly reportTypes?: readonly string[]
  /**
   * Only reports of this seller, where notifications of several go to the queue. A notification that names no seller is
   * taken for one of this seller.
   */
  readonly sellerId?: string
  /** False: reports whose notification never came are not looked for. */
  readonly backfill?: BackfillOptions | false
  /** Which reports have been dealt with. Default: a memory of this watch's own. */
  readonly seen?: WatchStore
  /**
   * Whether notifications that are not for this watch (of another type, report type or seller) are deleted. Only where
   * nobody else reads the queue. Default: they are left, and go to the dead-letter queue in the end.
   */
  readonly acknowledgeOthers?: boolean
  /**
   * For how long a message is hidden from others; while the consumer works it is extended. Whole seconds, from 3 to
   * 43,200. Default: 120.
   */
  readonly visibilityTimeout?: number
  /** Ends the watch, which rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Told what happens. What it throws is ignored. */
  readonly onEvent?: (event: WatchEvent) => void
  /** The time of the queue: for extending visibility and for pauses. Default: the system's, whatever the account's is. */
  readonly clock?: Clock
}

/** The backfill with its defaults. Milliseconds. */
export type BackfillPlan = Required<BackfillOptions> & { readonly reportTypes: readonly string[] }

const minute = 60_000
const day = 24 * 60 * minute

/** @throws TypeError naming the option and the fix. */
export function checkWatch(options: WatchOptions): void {
  const { reportTypes, visibilityTimeout = 120, backfill } = options
  if (typeof options.queue?.url !== 'string') throw new TypeError('queue.url must be the URL of an SQS queue')
  if (reportTypes !== undefined) {
    if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
      throw new TypeError('reportTypes must be a list of report types with at least one')
    }
  }
  if (!Number.isInteger(visibilityTimeout) || visibilityTimeout < 3 || visibilityTimeout > 43_200) {
    throw new TypeError('visibilityTimeout must be a whole number of seconds from 3 to 43200')
  }
  if (backfill && reportTypes === undefined) {
    throw new TypeError('a backfill needs reportTypes: Amazon lists reports by type only')
  }
}

/** @throws TypeError when a time is out of its range. */
export function backfillPlan({ backfill = {}, reportTypes }: WatchOptions): BackfillPlan | undefined {
  if (backfill === false || reportTypes === undefined) return undefined
  const { interval = 15 * minute, lookBack = day, gracePeriod = 10 * minute } = backfill
  checkTime('backfill.interval', interval, minute, 90 * day)
  checkTime('backfill.lookBack', lookBack, minute, 90 * day)
  checkTime('backfill.gracePeriod', gracePeriod, 0, 90 * day)
  return { interval, lookBack, gracePeriod, reportTypes: [...new Set(reportTypes)] }
}

function checkTime(name: string, value: number, least: number, most: number): void {
  if (!Number.isFinite(value) || value < least || value > most) {
    throw new TypeError(`${name} must be a number of milliseconds from ${least} to ${most}`)
  }
}
