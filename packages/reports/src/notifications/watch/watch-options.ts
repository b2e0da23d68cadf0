import type { Clock } from '@reportline/request'
import { checkReportTypes } from '../../run/check-request.ts'
import type { SqsAddress, SqsClient } from '../sqs-client.ts'
import type { WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'

/** How to find reports whose notification never arrived. */
export interface BackfillOptions {
  /** Time between two listings, in milliseconds; at least one minute. Defaults to 15 minutes. */
  readonly interval?: number
  /** Maximum age of the listed reports, in milliseconds; at most 90 days. Defaults to 24 hours. */
  readonly lookBack?: number
  /** How long to wait for the notification after a report is finished, in milliseconds. Defaults to 10 minutes. */
  readonly gracePeriod?: number
}

/** The options of `watch`. */
export interface WatchOptions {
  /** The standard queue that Amazon sends to. */
  readonly queue: { readonly url: string }
  readonly sqs: SqsClient | SqsAddress
  /** Only reports of these types. Defaults to all types, without backfill. */
  readonly reportTypes?: readonly string[] | undefined
  /**
   * Only reports of this seller, if the queue receives notifications of several. A notification without a seller id counts
   * as this seller's.
   */
  readonly sellerId?: string | undefined
  /** How to find reports whose notification never arrived; false to disable it. */
  readonly backfill?: BackfillOptions | false | undefined
  /** Remembers the reports that were processed. Defaults to a memory for this watch. */
  readonly seen?: WatchStore | undefined
  /**
   * Whether to delete notifications of other notification types, report types and sellers. Set it only if nothing else
   * reads the queue. Defaults to false: they are left in the queue and eventually move to the dead-letter queue.
   */
  readonly acknowledgeOthers?: boolean | undefined
  /**
   * How long a received message is hidden from other consumers, in whole seconds from 3 to 43,200. It is extended while
   * you process the report. Defaults to 120.
   */
  readonly visibilityTimeout?: number | undefined
  /** Aborts the watch, which rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Called for each event. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: WatchEvent) => void) | undefined
  /** The clock for visibility timeouts and retry delays. Defaults to the system's clock, whatever the account's is. */
  readonly clock?: Clock | undefined
}

/** The backfill options with their defaults. */
export type BackfillPlan = Required<BackfillOptions> & { readonly reportTypes: readonly string[] }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** @throws TypeError if an option is invalid. */
export function checkWatch(options: WatchOptions): void {
  const { reportTypes, visibilityTimeout = 120, backfill } = options
  if (typeof options.queue?.url !== 'string') throw new TypeError('`queue.url` must be the URL of an SQS queue.')
  if (reportTypes !== undefined) checkReportTypes(reportTypes, 'selling-partner')
  if (!Number.isInteger(visibilityTimeout) || visibilityTimeout < 3 || visibilityTimeout > 43_200) {
    throw new TypeError('`visibilityTimeout` must be a whole number of seconds from 3 to 43200.')
  }
  if (backfill && reportTypes === undefined) {
    throw new TypeError('`backfill` requires `reportTypes`, because Amazon lists reports by type only.')
  }
}

/** @throws TypeError if a time is out of range. */
export function backfillPlan({ backfill = {}, reportTypes }: WatchOptions): BackfillPlan | undefined {
  if (backfill === false || reportTypes === undefined) return undefined
  const { interval = 15 * minuteMs, lookBack = dayMs, gracePeriod = 10 * minuteMs } = backfill
  checkTime('backfill.interval', interval, minuteMs, 90 * dayMs)
  checkTime('backfill.lookBack', lookBack, minuteMs, 90 * dayMs)
  checkTime('backfill.gracePeriod', gracePeriod, 0, 90 * dayMs)
  return { interval, lookBack, gracePeriod, reportTypes: [...new Set(reportTypes)] }
}

function checkTime(name: string, value: number, min: number, max: number): void {
  if (!Number.isFinite(value) || value < min || value > max) {
    throw new TypeError(`\`${name}\` must be a number of milliseconds from ${min} to ${max}.`)
  }
}
