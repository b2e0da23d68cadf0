import type { ReportDocument } from '@reportline/documents'
import type { ReportProcessingFinishedNotification } from '@reportline/selling-partner-notifications-types'
import type { Report } from '@reportline/selling-partner-reports-types'

/** A finished report of a watch. */
export interface WatchedReport {
  /** Whether a notification arrived or a backfill found the report. */
  readonly source: 'queue' | 'backfill'
  readonly reportId: string
  readonly reportType: string
  /** `DONE`, `CANCELLED` or `FATAL`. Amazon may add others. */
  readonly processingStatus: string
  readonly reportDocumentId?: string
  /** Present if `reportDocumentId` is. The document of a `FATAL` report contains the reason. */
  readonly document?: ReportDocument
  /** The notification, if one arrived. */
  readonly notification?: ReportProcessingFinishedNotification
  /** The report as it was listed, if a backfill found it. */
  readonly report?: Report
  /** Approximate number of times the message was received, including this one. */
  readonly receiveCount?: number
  /**
   * Marks the report as processed: adds it to `seen`, then deletes its message. Called when the loop requests the next
   * report. Only the first call of `done` or `failed` has an effect.
   *
   * @throws Any error of `seen`. The message is then returned to the queue.
   */
  done(): Promise<void>
  /** Marks the report as not processed: its message becomes visible immediately. Called when you leave the loop. */
  failed(): Promise<void>
}

/** The fields that describe the report. */
export type FinishedReportFields = Omit<WatchedReport, 'done' | 'failed'>
