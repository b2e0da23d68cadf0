/** What a watch does beside giving reports. Nothing in it is secret, and nothing of a message's text. */
export type WatchEvent =
  /** A message that is no notification. It was left in the queue, for the dead-letter queue to take. */
  | {
      readonly type: 'malformed'
      readonly messageId: string
      readonly receiveCount: number | undefined
      readonly why: string
    }
  /** A notification that is not for this watch was left in the queue, or acknowledged where the options say so. */
  | {
      readonly type: 'ignored'
      readonly messageId: string
      readonly reason: 'notification type' | 'report type' | 'seller'
      readonly acknowledged: boolean
    }
  /** A notification of a report that has been dealt with. It was acknowledged. */
  | { readonly type: 'duplicate'; readonly messageId: string; readonly reportId: string }
  /** A report that another watch is working on. Its message was left in the queue. */
  | { readonly type: 'claimed-elsewhere'; readonly reportId: string }
  /** The consumer failed, or left before it was done: the report comes again. */
  | { readonly type: 'returned'; readonly reportId: string }
  /** The message, or the claim, of a report at work could not be held on to; it may be given to somebody else. */
  | { readonly type: 'lease-renewal-failed'; readonly reportId: string; readonly error: unknown }
  /** A message could not be deleted or returned. It shows up again by itself. */
  | { readonly type: 'message-failed'; readonly messageId: string; readonly error: unknown }
  /** The queue could not be read; it is tried again in so many milliseconds. */
  | { readonly type: 'receive-failed'; readonly error: unknown; readonly milliseconds: number }
  /** The reports have been listed; `found` of them had not been dealt with. */
  | { readonly type: 'backfilled'; readonly found: number }
  /** The reports could not be listed; they are again at the next backfill. */
  | { readonly type: 'backfill-failed'; readonly error: unknown }
