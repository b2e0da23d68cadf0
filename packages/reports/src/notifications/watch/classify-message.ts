import type { ReportProcessingFinishedNotification } from '@reportline/selling-partner-notifications-types'
import type { QueueMessage } from '../queue.ts'
import { readMessage } from './finished-report.ts'
import type { WatchEvent } from './watch-event.ts'
import type { WatchOptions } from './watch-options.ts'

/** The notification, if it is for this watch; otherwise what is to become of the message. */
export type ClassifiedMessage = ReportProcessingFinishedNotification | 'leave' | 'acknowledge'

/**
 * Decides whether a message is for this watch. What is left is not made visible at once: it would come straight back,
 * again and again. It shows up when its time is over, for other readers or for the dead-letter queue.
 */
export function classifyMessage(
  message: QueueMessage,
  options: WatchOptions,
  tell: (event: WatchEvent) => void,
): ClassifiedMessage {
  const { acknowledgeOthers = false } = options
  const read = readMessage(message.body)
  const messageId = message.id
  if (read.kind === 'malformed') {
    tell({ type: 'malformed', messageId, receiveCount: message.receiveCount, why: read.why })
    return 'leave'
  }
  const reason = read.kind === 'other' ? 'notification type' : notWanted(read.notification, options)
  if (reason !== undefined) {
    tell({ type: 'ignored', messageId, reason, acknowledged: acknowledgeOthers })
    return acknowledgeOthers ? 'acknowledge' : 'leave'
  }
  return read.kind === 'finished' ? read.notification : 'leave'
}

function notWanted(
  { payload }: ReportProcessingFinishedNotification,
  { reportTypes, sellerId }: WatchOptions,
): 'report type' | 'seller' | undefined {
  const report = payload.reportProcessingFinishedNotification
  if (sellerId !== undefined && report.sellerId && report.sellerId !== sellerId) return 'seller'
  return reportTypes === undefined || reportTypes.includes(report.reportType) ? undefined : 'report type'
}
