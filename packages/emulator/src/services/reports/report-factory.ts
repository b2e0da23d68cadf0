import type { DocumentContent } from '../../documents/document-content.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { regionOf } from './marketplaces.ts'
import { newReportDocumentId, type ReportIds } from './report-ids.ts'
import type { ReportOutcomes } from './report-outcomes.ts'
import type { ReportStore } from './report-store.ts'
import { cancelledReport, type Report, reportWithLifecycle } from './stored-report.ts'
import { timestamp } from './timestamp.ts'

/** A report to create, for a call or for a schedule. */
export interface NewReport {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  readonly reportScheduleId?: string
}

export interface ReportFactoryOptions {
  readonly reports: ReportStore
  readonly reportIds: ReportIds
  readonly outcomes: ReportOutcomes
  /** Called when a report becomes DONE, CANCELLED or FATAL. Without it, no task is scheduled. */
  readonly onFinished?: ((report: Report, at: number) => void) | undefined
}

/** Creates reports that pass through their lifecycle with the clock. */
export class ReportFactory {
  readonly #state: EmulatorState
  readonly #options: ReportFactoryOptions
  /** reportId → cancels the scheduled end of an unfinished report. */
  readonly #cancelEnd = new Map<string, () => void>()

  constructor(state: EmulatorState, options: ReportFactoryOptions) {
    this.#state = state
    this.#options = options
  }

  /** @returns The reportId of the new report. */
  create(newReport: NewReport, at: number): string {
    const { reports, reportIds, outcomes, onFinished } = this.#options
    const { durations, scheduler } = this.#state
    const reportId = reportIds.next(at)
    const { processingStatus, document } = outcomes.outcomeOf(newReport)
    const fields = { reportId, ...initialFields(newReport, at), ...this.#newDocument(newReport, document, at) }
    reports.put(reportId, reportWithLifecycle(fields, processingStatus, durations, at), at)
    if (onFinished !== undefined) {
      const endsAt = at + durations.inQueue + durations.inProgress
      const cancel = scheduler.schedule(endsAt, (finishedAt) => this.#finish(reportId, finishedAt))
      this.#cancelEnd.set(reportId, cancel)
    }
    return reportId
  }

  cancel(reportId: string, now: number): void {
    this.#options.reports.update(reportId, (report) => cancelledReport(report, now))
    this.#cancelEnd.get(reportId)?.()
    this.#finish(reportId, now)
  }

  #finish(reportId: string, at: number): void {
    this.#cancelEnd.delete(reportId)
    const report = this.#options.reports.find(reportId, at)
    if (report !== undefined) this.#options.onFinished?.(report, at)
  }

  #newDocument({ marketplaceIds }: NewReport, content: DocumentContent | undefined, at: number) {
    if (content === undefined) return {}
    const reportDocumentId = newReportDocumentId(regionOf(marketplaceIds[0] ?? '') ?? 'na')
    this.#state.documents.put(reportDocumentId, content, at)
    return { reportDocumentId }
  }
}

/** The start and the end of the data default to the time of creation, as documented. */
function initialFields({ reportOptions: _, dataStartTime, dataEndTime, ...fields }: NewReport, at: number) {
  const instant = (time: string | undefined): string => timestamp(time === undefined ? at : Date.parse(time))
  return { ...fields, dataStartTime: instant(dataStartTime), dataEndTime: instant(dataEndTime) }
}
