import type { ReportProcessingFinishedNotification } from '@reportline/selling-partner-notifications-types'
import type { QueueMessage } from '../queue.ts'
import { readMessage } from './finished-report.ts'
import type { WatchEvent } from './watch-event.ts'
import type { WatchOptions } from './watch-options.ts'

/** The notification if it is for this watch; otherwise what to do with the message. */
export type ClassifiedMessage = ReportProcessingFinishedNotification | 'leave' | 'acknowledge'

/**
 * Determines whether a message is for this watch. A message that is left in the queue is not made visible immediately,
 * because it would be received again at once. It becomes visible after its visibility timeout, for other consumers or the
 * dead-letter queue.
 */
export function classifyMessage(
  message: QueueMessage,
  options: WatchOptions,
  emit: (event: WatchEvent) => void,
): ClassifiedMessage {
  const { acknowledgeOthers = false } = options
  const read = readMessage(message.body)
  const messageId = message.id
  if (read.kind === 'malformed') {
    emit({ type: 'malformed', messageId, receiveCount: message.receiveCount, reason: read.reason })
    return 'leave'
  }
  const reason = read.kind === 'other' ? 'notification type' : mismatch(read.notification, options)
  if (reason !== undefined) {
    emit({ type: 'ignored', messageId, reason, acknowledged: acknowledgeOthers })
    return acknowledgeOthers ? 'acknowledge' : 'leave'
  }
  return read.kind === 'finished' ? read.notification : 'leave'
}

function mismatch(
  { payload }: ReportProcessingFinishedNotification,
  { reportTypes, sellerId }: WatchOptions,
): 'report type' | 'seller' | undefined {
  const report = payload.reportProcessingFinishedNotification
  if (sellerId !== undefined && report.sellerId && report.sellerId !== sellerId) return 'seller'
  return reportTypes === undefined || reportTypes.includes(report.reportType) ? undefined : 'report type'
}
