import type { DocumentContent } from '../documents/document-content.ts'
import type { World } from '../service/service-definition.ts'
import { regionOf } from './marketplaces.ts'
import { newReportDocumentId, type ReportIds } from './report-ids.ts'
import type { ReportEndings } from './report-outcomes.ts'
import type { ReportStore } from './report-store.ts'
import { cancelled, type Report, requestedReport } from './stored-report.ts'
import { timestamp } from './timestamp.ts'

/** A report that is wanted, by a call or by a schedule. */
export interface WantedReport {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>>
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  readonly reportScheduleId?: string
}

export interface ReportMakerOptions {
  readonly reports: ReportStore
  readonly reportIds: ReportIds
  readonly endings: ReportEndings
  /** Hears of every report that is DONE, CANCELLED or FATAL, and when. Nothing is noted down for it if left out. */
  readonly onFinished?: ((report: Report, at: number) => void) | undefined
}

/** Makes reports that go through their life by themselves. */
export class ReportMaker {
  readonly #world: World
  readonly #options: ReportMakerOptions
  /** What takes the end of a report that goes on off the agenda. */
  readonly #ends = new Map<string, () => void>()

  constructor(world: World, options: ReportMakerOptions) {
    this.#world = world
    this.#options = options
  }

  /** @returns The new report's reportId. */
  make(wanted: WantedReport, at: number): string {
    const { reports, reportIds, endings, onFinished } = this.#options
    const { durations, agenda } = this.#world
    const reportId = reportIds.next(at)
    const { processingStatus, document } = endings.endingOf(wanted)
    const request = { reportId, ...described(wanted, at), ...this.#newDocument(wanted, document, at) }
    reports.put(reportId, requestedReport(request, processingStatus, durations, at), at)
    if (onFinished !== undefined) {
      const end = at + durations.inQueue + durations.inProgress
      this.#ends.set(
        reportId,
        agenda.add(end, (then) => this.#finished(reportId, then)),
      )
    }
    return reportId
  }

  cancel(reportId: string, now: number): void {
    this.#options.reports.change(reportId, (report) => cancelled(report, now))
    this.#ends.get(reportId)?.()
    this.#finished(reportId, now)
  }

  #finished(reportId: string, at: number): void {
    this.#ends.delete(reportId)
    const report = this.#options.reports.find(reportId, at)
    if (report !== undefined) this.#options.onFinished?.(report, at)
  }

  #newDocument({ marketplaceIds }: WantedReport, content: DocumentContent | undefined, at: number) {
    if (content === undefined) return {}
    const reportDocumentId = newReportDocumentId(regionOf(marketplaceIds[0] ?? '') ?? 'na')
    this.#world.documents.put(reportDocumentId, content, at)
    return { reportDocumentId }
  }
}

/** A window that is not given ends, and begins, now: so it is documented. */
function described({ reportOptions: _, dataStartTime, dataEndTime, ...request }: WantedReport, at: number) {
  const instant = (given: string | undefined): string => timestamp(given === undefined ? at : Date.parse(given))
  return { ...request, dataStartTime: instant(dataStartTime), dataEndTime: instant(dataEndTime) }
}
