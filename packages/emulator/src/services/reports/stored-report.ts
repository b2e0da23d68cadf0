import type { DocumentContent } from '../../documents/document-content.ts'
import type { Durations } from '../../options/emulator-options.ts'
import { timestamp } from './timestamp.ts'

export type ProcessingStatus = 'CANCELLED' | 'DONE' | 'FATAL' | 'IN_PROGRESS' | 'IN_QUEUE'

/** A report in the format of the APIs. Times are ISO 8601. */
export interface Report {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: ProcessingStatus
  readonly createdTime: string
  readonly marketplaceIds?: readonly string[]
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  readonly reportScheduleId?: string
  readonly processingStartTime?: string
  readonly processingEndTime?: string
  readonly reportDocumentId?: string
}

/** How a report ends. */
export interface ReportOutcome {
  readonly processingStatus: 'CANCELLED' | 'DONE' | 'FATAL'
  /** The content of the report's document, if it has one. */
  readonly document?: DocumentContent | undefined
}

/** The fields that the reports of every API have. */
export interface AnyReport {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: string
  readonly createdTime: string
  readonly marketplaceIds?: readonly string[]
  readonly reportDocumentId?: string
}

/** A report with its whole lifecycle. Its fields depend only on the time, so it needs no timer. */
export interface StoredReport<R extends AnyReport = Report> {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number
  /** The fields that change, and from which instant on. */
  readonly steps: readonly { readonly from: number; readonly fields: Partial<R> }[]
}

type InitialFields = Omit<Report, 'processingStatus' | 'createdTime'>

/** Creates a report that is IN_QUEUE, then IN_PROGRESS, and then has its outcome. */
export function reportWithLifecycle(
  { reportDocumentId, ...fields }: InitialFields,
  outcome: ReportOutcome['processingStatus'],
  { inQueue, inProgress }: Durations,
  now: number,
): StoredReport {
  const startsAt = now + inQueue
  const endsAt = startsAt + inProgress
  const document = reportDocumentId === undefined ? {} : { reportDocumentId }
  return {
    createdAt: now,
    steps: [
      { from: now, fields: { ...fields, createdTime: timestamp(now), processingStatus: 'IN_QUEUE' } },
      { from: startsAt, fields: { processingStatus: 'IN_PROGRESS', processingStartTime: timestamp(startsAt) } },
      { from: endsAt, fields: { processingStatus: outcome, processingEndTime: timestamp(endsAt), ...document } },
    ],
  }
}

/**
 * Creates a report that does not change.
 *
 * @param createdAt Its createdTime, in milliseconds since 1970-01-01 UTC.
 */
export function fixedReport<R extends AnyReport>(report: R, createdAt: number): StoredReport<R> {
  return { createdAt, steps: [{ from: Number.NEGATIVE_INFINITY, fields: report }] }
}

/** Returns the identifier of the document that a report has, or will have when it is finished. */
export function documentIdOf<R extends AnyReport>({ steps }: StoredReport<R>): string | undefined {
  return steps.findLast(({ fields }) => fields.reportDocumentId !== undefined)?.fields.reportDocumentId
}

/** Returns a report as the API shows it at an instant. */
export function reportAt<R extends AnyReport>({ steps }: StoredReport<R>, now: number): R {
  const [first, ...later] = steps
  const passed = later.filter(({ from }) => from <= now)
  return Object.assign({}, first?.fields, ...passed.map(({ fields }) => fields)) as R
}

/** Returns the report, cancelled at an instant. */
export function cancelledReport(report: StoredReport, now: number): StoredReport {
  const passed = report.steps.filter(({ from }, index) => index === 0 || from <= now)
  const end = { processingStatus: 'CANCELLED', processingEndTime: timestamp(now) } as const
  return { ...report, steps: [...passed, { from: now, fields: end }] }
}
