import { type AnyReport, documentOf, type Report, reportAt, type StoredReport } from './stored-report.ts'

/** What to look for. Times are milliseconds since 1970-01-01 UTC. */
export interface ReportFilter {
  readonly reportTypes?: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly marketplaceIds?: readonly string[]
  readonly createdSince?: number
  readonly createdUntil?: number
}

export interface ReportStoreOptions<R extends AnyReport> {
  /** How long a report is kept, in milliseconds. */
  readonly retention: number
  /** Reads the API's times, as milliseconds since 1970-01-01 UTC; ISO 8601's extended form, if left out. */
  readonly readTime?: (time: string) => number
  /** Hears of reports that are no longer kept. */
  readonly onForgotten?: (report: StoredReport<R>) => void
}

/** The reports of one service, forgotten when Amazon would no longer keep them. */
export class ReportStore<R extends AnyReport = Report> {
  readonly #reports = new Map<string, StoredReport<R>>()
  readonly #options: ReportStoreOptions<R>

  constructor(options: ReportStoreOptions<R>) {
    this.#options = options
  }

  put(reportId: string, report: StoredReport<R>, now: number): void {
    this.#reports.set(reportId, report)
    this.#forget(now)
  }

  /** The type of the report that has this document, or will have it; the newest, if several have. */
  typeOfDocument(reportDocumentId: string): string | undefined {
    const having = [...this.#reports.values()].findLast((report) => documentOf(report) === reportDocumentId)
    return having?.steps[0]?.fields.reportType
  }

  find(reportId: string, now: number): R | undefined {
    const report = this.#reports.get(reportId)
    return report === undefined || !this.#isKept(report, now) ? undefined : reportAt(report, now)
  }

  /** Changes the course of a report that is there. */
  change(reportId: string, changed: (report: StoredReport<R>) => StoredReport<R>): void {
    const report = this.#reports.get(reportId)
    if (report !== undefined) this.#reports.set(reportId, changed(report))
  }

  /** The reports that match, the newest first; of the same age, in the order in which they came. */
  list(filter: ReportFilter, now: number): R[] {
    return [...this.#reports.values()]
      .filter((report) => this.#isKept(report, now))
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((report) => reportAt(report, now))
      .filter((report) => this.#matches(report, filter, now))
  }

  /** Reports come in about the order of their creation: what is old stands in front. */
  #forget(now: number): void {
    for (const [reportId, report] of this.#reports) {
      if (this.#isKept(report, now)) return
      this.#reports.delete(reportId)
      this.#options.onForgotten?.(report)
    }
  }

  #isKept({ createdAt }: StoredReport<R>, now: number): boolean {
    return createdAt > now - this.#options.retention
  }

  #matches(report: R, filter: ReportFilter, now: number): boolean {
    const { reportTypes, processingStatuses, marketplaceIds, createdSince, createdUntil = now } = filter
    const { readTime = Date.parse } = this.#options
    const created = readTime(report.createdTime)
    return (
      (reportTypes?.includes(report.reportType) ?? true) &&
      (processingStatuses?.includes(report.processingStatus) ?? true) &&
      (marketplaceIds === undefined || marketplaceIds.some((id) => report.marketplaceIds?.includes(id))) &&
      (createdSince === undefined || created >= createdSince) &&
      created <= createdUntil
    )
  }
}
