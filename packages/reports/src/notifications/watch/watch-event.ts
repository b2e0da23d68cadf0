/** An event of a watch. Contains no secret and no part of a message's body. */
export type WatchEvent =
  /** A message is not a notification. It was left in the queue, and will move to the dead-letter queue. */
  | {
      readonly type: 'malformed'
      readonly messageId: string
      readonly receiveCount: number | undefined
      readonly reason: string
    }
  /** A notification is not for this watch. It was left in the queue, or deleted with `acknowledgeOthers`. */
  | {
      readonly type: 'ignored'
      readonly messageId: string
      readonly reason: 'notification type' | 'report type' | 'seller'
      readonly acknowledged: boolean
    }
  /** The report of a notification was already processed. The message was deleted. */
  | { readonly type: 'duplicate'; readonly messageId: string; readonly reportId: string }
  /** Another watch is processing the report. Its message was left in the queue. */
  | { readonly type: 'claimed-elsewhere'; readonly reportId: string }
  /** The consumer failed or left the loop. The report will be delivered again. */
  | { readonly type: 'returned'; readonly reportId: string }
  /** The visibility timeout or the claim could not be extended. Another watch may receive the report. */
  | { readonly type: 'lease-renewal-failed'; readonly reportId: string; readonly error: unknown }
  /** A message could not be deleted or returned. It becomes visible again after its visibility timeout. */
  | { readonly type: 'message-failed'; readonly messageId: string; readonly error: unknown }
  /** The queue could not be read. The watch retries after this delay. */
  | { readonly type: 'receive-failed'; readonly error: unknown; readonly milliseconds: number }
  /** The reports were listed. `found` of them were not processed yet. */
  | { readonly type: 'backfilled'; readonly found: number }
  /** Amazon refuses to list a report type, so its reports are found by their notifications only. The others are listed. */
  | { readonly type: 'type-refused'; readonly reportType: string; readonly error: unknown }
  /** The reports could not be listed. The next backfill tries again. */
  | { readonly type: 'backfill-failed'; readonly error: unknown }
