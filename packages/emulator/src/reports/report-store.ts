import { cancelled, documentOf, type Report, reportAt, type StoredReport } from './stored-report.ts'

/** What to look for. Times are milliseconds since 1970-01-01 UTC. */
export interface ReportFilter {
  readonly reportTypes: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly marketplaceIds?: readonly string[]
  readonly createdSince?: number
  readonly createdUntil?: number
}

/** The reports of one service, forgotten when Amazon would no longer keep them. */
export class ReportStore {
  readonly #reports = new Map<string, StoredReport>()
  readonly #retention: number
  readonly #onForgotten: (report: StoredReport) => void

  /**
   * @param retention How long a report is kept, in milliseconds.
   * @param onForgotten Hears of reports that are no longer kept.
   */
  constructor(retention: number, onForgotten: (report: StoredReport) => void = () => {}) {
    this.#retention = retention
    this.#onForgotten = onForgotten
  }

  put(reportId: string, report: StoredReport, now: number): void {
    this.#reports.set(reportId, report)
    this.#forget(now)
  }

  /** The type of the report that has this document, or will have it; the newest, if several have. */
  typeOfDocument(reportDocumentId: string): string | undefined {
    const having = [...this.#reports.values()].findLast((report) => documentOf(report) === reportDocumentId)
    return having?.steps[0]?.fields.reportType
  }

  find(reportId: string, now: number): Report | undefined {
    const report = this.#reports.get(reportId)
    return report === undefined || !this.#isKept(report, now) ? undefined : reportAt(report, now)
  }

  cancel(reportId: string, now: number): void {
    const report = this.#reports.get(reportId)
    if (report !== undefined) this.#reports.set(reportId, cancelled(report, now))
  }

  /** The reports that match, the newest first; of the same age, in the order in which they came. */
  list(filter: ReportFilter, now: number): Report[] {
    return [...this.#reports.values()]
      .filter((report) => this.#isKept(report, now))
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((report) => reportAt(report, now))
      .filter((report) => matches(report, filter, now))
  }

  /** Reports come in about the order of their creation: what is old stands in front. */
  #forget(now: number): void {
    for (const [reportId, report] of this.#reports) {
      if (this.#isKept(report, now)) return
      this.#reports.delete(reportId)
      this.#onForgotten(report)
    }
  }

  #isKept({ createdAt }: StoredReport, now: number): boolean {
    return createdAt > now - this.#retention
  }
}

function matches(report: Report, filter: ReportFilter, now: number): boolean {
  const { reportTypes, processingStatuses, marketplaceIds, createdSince, createdUntil = now } = filter
  const created = Date.parse(report.createdTime)
  return (
    reportTypes.includes(report.reportType) &&
    (processingStatuses?.includes(report.processingStatus) ?? true) &&
    (marketplaceIds === undefined || marketplaceIds.some((id) => report.marketplaceIds?.includes(id))) &&
    (createdSince === undefined || created >= createdSince) &&
    created <= createdUntil
  )
}
