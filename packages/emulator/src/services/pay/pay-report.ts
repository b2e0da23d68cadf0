import type { PayRegion } from '@reportline/auth/amazon-pay'
import type { Durations } from '../../options/emulator-options.ts'
import type { ReportOutcome, StoredReport } from '../reports/stored-report.ts'
import { payTime } from './pay-time.ts'

/** A report in Amazon Pay's format. Times are in the basic format of ISO 8601. */
export interface PayReport {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: 'CANCELLED' | 'COMPLETED' | 'FAILED' | 'IN_PROGRESS'
  readonly createdTime: string
  readonly startTime?: string
  readonly endTime?: string
  readonly processingStartTime?: string
  readonly processingEndTime?: string
  readonly reportDocumentId?: string
}

/** A report to create, for a call, a schedule or a settlement. */
export interface NewPayReport {
  readonly reportType: string
  /** Start of the data, in milliseconds since 1970-01-01 UTC. */
  readonly from: number
  /** End of the data, in milliseconds since 1970-01-01 UTC. */
  readonly to: number
  /** The caller's region. It determines the currency of made-up transactions. */
  readonly region: PayRegion
}

/** Amazon Pay's names for the outcomes of reports. */
export const outcomeNames = {
  CANCELLED: 'CANCELLED',
  DONE: 'COMPLETED',
  FATAL: 'FAILED',
} as const satisfies Record<ReportOutcome['processingStatus'], PayReport['processingStatus']>

type InitialFields = Required<Pick<PayReport, 'reportId' | 'reportType' | 'startTime' | 'endTime'>>

/** What determines the lifecycle of a report. */
export interface PayLifecycle {
  readonly outcome: ReportOutcome['processingStatus']
  readonly reportDocumentId: string | undefined
  readonly durations: Durations
}

/**
 * Creates a report that passes through its lifecycle. Amazon Pay has no status for a queue: the report is IN_PROGRESS
 * immediately, and `processingStartTime` appears when the time in the queue is over.
 */
export function reportWithLifecycle(
  fields: InitialFields,
  { outcome, reportDocumentId, durations }: PayLifecycle,
  now: number,
): StoredReport<PayReport> {
  const startsAt = now + durations.inQueue
  const endsAt = startsAt + durations.inProgress
  const document = reportDocumentId === undefined ? {} : { reportDocumentId }
  const end = { processingStatus: outcomeNames[outcome], processingEndTime: payTime(endsAt), ...document }
  return {
    createdAt: now,
    steps: [
      { from: now, fields: { ...fields, createdTime: payTime(now), processingStatus: 'IN_PROGRESS' } },
      { from: startsAt, fields: { processingStartTime: payTime(startsAt) } },
      { from: endsAt, fields: end },
    ],
  }
}
