import type { ReportEnding, StoredReport } from '../reports/stored-report.ts'
import type { Durations } from '../service/service-definition.ts'
import { payTime } from './pay-time.ts'

/** A report as Amazon Pay answers with it. */
export interface PayReport {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: 'CANCELLED' | 'COMPLETED' | 'FAILED' | 'IN_PROGRESS'
  /** ISO 8601, basic form, as all times here. */
  readonly createdTime: string
  readonly startTime?: string
  readonly endTime?: string
  readonly processingStartTime?: string
  readonly processingEndTime?: string
  readonly reportDocumentId?: string
}

/** What Amazon Pay calls the ways in which a report ends. */
export const endingNames = {
  CANCELLED: 'CANCELLED',
  DONE: 'COMPLETED',
  FATAL: 'FAILED',
} as const satisfies Record<ReportEnding['processingStatus'], PayReport['processingStatus']>

type Request = Required<Pick<PayReport, 'reportId' | 'reportType' | 'startTime' | 'endTime'>>

/** How a report goes on that was asked for. */
export interface PayCourse {
  readonly ending: ReportEnding['processingStatus']
  readonly reportDocumentId: string | undefined
  readonly durations: Durations
}

/** There is no status for waiting: a report is in progress at once, and its work begins when it has waited. */
export function requestedReport(request: Request, course: PayCourse, now: number): StoredReport<PayReport> {
  const { ending, reportDocumentId, durations } = course
  const started = now + durations.inQueue
  const ended = started + durations.inProgress
  const document = reportDocumentId === undefined ? {} : { reportDocumentId }
  const end = { processingStatus: endingNames[ending], processingEndTime: payTime(ended), ...document }
  return {
    createdAt: now,
    steps: [
      { from: now, fields: { ...request, createdTime: payTime(now), processingStatus: 'IN_PROGRESS' } },
      { from: started, fields: { processingStartTime: payTime(started) } },
      { from: ended, fields: end },
    ],
  }
}
