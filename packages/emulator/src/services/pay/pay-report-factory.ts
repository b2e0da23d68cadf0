import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { EmulatorState } from '../../state/emulator-state.ts'
import type { ReportOutcomes } from '../reports/report-outcomes.ts'
import type { ReportStore } from '../reports/report-store.ts'
import type { ReportOutcome } from '../reports/stored-report.ts'
import { builtInDocument } from './built-in/built-in-document.ts'
import { payIds } from './pay-ids.ts'
import { type NewPayReport, type PayReport, reportWithLifecycle } from './pay-report.ts'
import { payTime } from './pay-time.ts'

export interface PayReportFactoryOptions {
  readonly environment: PayEnvironment
  readonly reports: ReportStore<PayReport>
  readonly outcomes: ReportOutcomes
}

/** Creates reports that pass through their lifecycle with the clock. */
export class PayReportFactory {
  readonly #state: EmulatorState
  readonly #options: PayReportFactoryOptions

  constructor(state: EmulatorState, options: PayReportFactoryOptions) {
    this.#state = state
    this.#options = options
  }

  /** @returns The reportId of the new report. */
  create(newReport: NewPayReport, at: number): string {
    const { reportType, from, to } = newReport
    const reportId = payIds.report()
    const { processingStatus: outcome, document } = this.#outcomeOf(newReport)
    const reportDocumentId = document && payIds.document()
    if (reportDocumentId !== undefined && document !== undefined) {
      this.#state.documents.put(reportDocumentId, document, at)
    }
    const fields = { reportId, reportType, startTime: payTime(from), endTime: payTime(to) }
    const lifecycle = { outcome, reportDocumentId, durations: this.#state.durations }
    this.#options.reports.put(reportId, reportWithLifecycle(fields, lifecycle, at), at)
    return reportId
  }

  /** Fixtures take precedence over made-up transactions, of which the sandbox has none. */
  #outcomeOf(newReport: NewPayReport): ReportOutcome {
    const { outcomes, environment } = this.#options
    const fixture = outcomes.fixtureOutcome({ reportType: newReport.reportType, marketplaceIds: [] })
    if (fixture !== undefined) return fixture
    const document = environment === 'live' ? builtInDocument(newReport) : undefined
    return document === undefined ? { processingStatus: 'CANCELLED' } : { processingStatus: 'DONE', document }
  }
}
