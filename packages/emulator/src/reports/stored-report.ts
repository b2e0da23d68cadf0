import type { DocumentContent } from '../documents/document-content.ts'
import type { Durations } from '../service/service-definition.ts'
import { timestamp } from './timestamp.ts'

export type ProcessingStatus = 'CANCELLED' | 'DONE' | 'FATAL' | 'IN_PROGRESS' | 'IN_QUEUE'

/** A report as the APIs answer with it. */
export interface Report {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: ProcessingStatus
  /** ISO 8601, as all times here. */
  readonly createdTime: string
  readonly marketplaceIds?: readonly string[]
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  readonly reportScheduleId?: string
  readonly processingStartTime?: string
  readonly processingEndTime?: string
  readonly reportDocumentId?: string
}

/** How the work on a report ends. */
export interface ReportEnding {
  readonly processingStatus: 'CANCELLED' | 'DONE' | 'FATAL'
  /** What the report's document holds, if it gets one. */
  readonly document?: DocumentContent
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

/** A report with its whole course: what it looks like follows from the time alone, so no timer has to run. */
export interface StoredReport<R extends AnyReport = Report> {
  readonly createdAt: number
  /** From an instant on, these fields are so. */
  readonly steps: readonly { readonly from: number; readonly fields: Partial<R> }[]
}

type Request = Omit<Report, 'processingStatus' | 'createdTime'>

/** The course of a report that was asked for: it waits, it is worked on, it ends. */
export function requestedReport(
  { reportDocumentId, ...request }: Request,
  ending: ReportEnding['processingStatus'],
  { inQueue, inProgress }: Durations,
  now: number,
): StoredReport {
  const started = now + inQueue
  const ended = started + inProgress
  const document = reportDocumentId === undefined ? {} : { reportDocumentId }
  return {
    createdAt: now,
    steps: [
      { from: now, fields: { ...request, createdTime: timestamp(now), processingStatus: 'IN_QUEUE' } },
      { from: started, fields: { processingStatus: 'IN_PROGRESS', processingStartTime: timestamp(started) } },
      { from: ended, fields: { processingStatus: ending, processingEndTime: timestamp(ended), ...document } },
    ],
  }
}

/**
 * A report that was set up: it stays as it was given.
 *
 * @param createdAt Its createdTime, in milliseconds since 1970-01-01 UTC.
 */
export function seededReport<R extends AnyReport>(report: R, createdAt: number): StoredReport<R> {
  return { createdAt, steps: [{ from: Number.NEGATIVE_INFINITY, fields: report }] }
}

/** The document that a report has, or will have when it is finished. */
export function documentOf<R extends AnyReport>({ steps }: StoredReport<R>): string | undefined {
  return steps.findLast(({ fields }) => fields.reportDocumentId !== undefined)?.fields.reportDocumentId
}

/** The report as it is now. */
export function reportAt<R extends AnyReport>({ steps }: StoredReport<R>, now: number): R {
  const [first, ...later] = steps
  const passed = later.filter(({ from }) => from <= now)
  return Object.assign({}, first?.fields, ...passed.map(({ fields }) => fields)) as R
}

/** The same report, cancelled now. */
export function cancelled(report: StoredReport, now: number): StoredReport {
  const passed = report.steps.filter(({ from }, index) => index === 0 || from <= now)
  const end = { processingStatus: 'CANCELLED', processingEndTime: timestamp(now) } as const
  return { ...report, steps: [...passed, { from: now, fields: end }] }
}
