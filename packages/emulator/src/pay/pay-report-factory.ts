import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { ReportEndings } from '../reports/report-outcomes.ts'
import type { ReportStore } from '../reports/report-store.ts'
import type { ReportEnding } from '../reports/stored-report.ts'
import type { World } from '../service/service-definition.ts'
import { builtInDocument } from './built-in/built-in-document.ts'
import { payIds } from './pay-ids.ts'
import { type PayReport, requestedReport } from './pay-report.ts'
import { payTime } from './pay-time.ts'

/** A report that is wanted: by a call, by a schedule, or because a settlement is due. */
export interface WantedPayReport {
  readonly reportType: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly from: number
  readonly to: number
  /** The region of the caller: it decides the currency of made-up transactions. */
  readonly region: PayRegion
}

export interface PayReportMakerOptions {
  readonly environment: PayEnvironment
  readonly reports: ReportStore<PayReport>
  readonly endings: ReportEndings
}

/** Makes reports that go through their life by themselves. */
export class PayReportMaker {
  readonly #world: World
  readonly #options: PayReportMakerOptions

  constructor(world: World, options: PayReportMakerOptions) {
    this.#world = world
    this.#options = options
  }

  /** @returns The new report's reportId. */
  make(wanted: WantedPayReport, at: number): string {
    const { reportType, from, to } = wanted
    const reportId = payIds.report()
    const { processingStatus: ending, document } = this.#endingOf(wanted)
    const reportDocumentId = document === undefined ? undefined : payIds.document()
    if (reportDocumentId !== undefined && document !== undefined) {
      this.#world.documents.put(reportDocumentId, document, at)
    }
    const request = { reportId, reportType, startTime: payTime(from), endTime: payTime(to) }
    const course = { ending, reportDocumentId, durations: this.#world.durations }
    this.#options.reports.put(reportId, requestedReport(request, course, at), at)
    return reportId
  }

  /** What was set up for the type; otherwise made-up transactions, of which the sandbox has none. */
  #endingOf(wanted: WantedPayReport): ReportEnding {
    const { endings, environment } = this.#options
    const given = endings.seededEnding({ reportType: wanted.reportType, marketplaceIds: [] })
    if (given !== undefined) return given
    const document = environment === 'live' ? builtInDocument(wanted) : undefined
    return document === undefined ? { processingStatus: 'CANCELLED' } : { processingStatus: 'DONE', document }
  }
}
