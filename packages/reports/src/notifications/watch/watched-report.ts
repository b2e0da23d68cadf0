import type { ReportDocument } from '@reportline/documents'
import type { ReportProcessingFinishedNotification } from '@reportline/selling-partner-notifications-types'
import type { Report } from '@reportline/selling-partner-reports-types'

/** A finished report, as a watch gives it. */
export interface WatchedReport {
  /** Whether its notification came, or a backfill found it. */
  readonly source: 'queue' | 'backfill'
  readonly reportId: string
  readonly reportType: string
  /** `DONE`, `CANCELLED` or `FATAL`, or what Amazon may say in times to come. */
  readonly processingStatus: string
  readonly reportDocumentId?: string
  /** There if `reportDocumentId` is. A `FATAL` report's document tells why. */
  readonly document?: ReportDocument
  /** The notification; only if it came. */
  readonly notification?: ReportProcessingFinishedNotification
  /** The report as it is listed; only if a backfill found it. */
  readonly report?: Report
  /** How often the message has been received, this time included; approximate. */
  readonly receiveCount?: number
  /**
   * The report is dealt with: it is remembered as seen, and then its message is deleted. Called by itself when the loop
   * comes back for the next report. Only the first call of `done` or `failed` counts.
   *
   * @throws what the store of seen reports throws; the message is then returned.
   */
  done(): Promise<void>
  /** The report is not dealt with: its message is visible again at once. Called by itself when the loop is left. */
  failed(): Promise<void>
}

/** The fields that say which report it is. */
export type FinishedReportFields = Omit<WatchedReport, 'done' | 'failed'>
