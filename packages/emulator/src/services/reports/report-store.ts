import { type AnyReport, documentIdOf, type Report, reportAt, type StoredReport } from './stored-report.ts'

/** Selects reports. Times are milliseconds since 1970-01-01 UTC. */
export interface ReportFilter {
  readonly reportTypes?: readonly string[] | undefined
  readonly processingStatuses?: readonly string[] | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  readonly createdSince?: number | undefined
  readonly createdUntil?: number | undefined
}

export interface ReportStoreOptions<R extends AnyReport> {
  /** How long a report is kept. */
  readonly retentionMs: number
  /** Parses the API's times to milliseconds since 1970-01-01 UTC. Defaults to the extended format of ISO 8601. */
  readonly parseTime?: (time: string) => number
  /** Called when a report is deleted because its retention has ended. */
  readonly onDeleted?: (report: StoredReport<R>) => void
}

/** The reports of one service. They are deleted when Amazon would no longer keep them. */
export class ReportStore<R extends AnyReport = Report> {
  readonly #reports = new Map<string, StoredReport<R>>()
  readonly #options: ReportStoreOptions<R>

  constructor(options: ReportStoreOptions<R>) {
    this.#options = options
  }

  put(reportId: string, report: StoredReport<R>, now: number): void {
    this.#reports.set(reportId, report)
    this.#deleteExpired(now)
  }

  /** Returns the type of the report that has, or will have, a document. If several have it, the newest counts. */
  typeOfDocument(reportDocumentId: string): string | undefined {
    const owner = [...this.#reports.values()].findLast((report) => documentIdOf(report) === reportDocumentId)
    return owner?.steps[0]?.fields.reportType
  }

  find(reportId: string, now: number): R | undefined {
    const report = this.#reports.get(reportId)
    return report === undefined || !this.#isKept(report, now) ? undefined : reportAt(report, now)
  }

  /** Replaces a report, if it exists. */
  update(reportId: string, change: (report: StoredReport<R>) => StoredReport<R>): void {
    const report = this.#reports.get(reportId)
    if (report !== undefined) this.#reports.set(reportId, change(report))
  }

  /** Returns the matching reports, the newest first. Reports of the same age are in the order in which they were added. */
  list(filter: ReportFilter, now: number): R[] {
    return [...this.#reports.values()]
      .filter((report) => this.#isKept(report, now))
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((report) => reportAt(report, now))
      .filter((report) => this.#matches(report, filter, now))
  }

  /** Stops at the first report that is kept, because reports are added approximately in the order of their creation. */
  #deleteExpired(now: number): void {
    for (const [reportId, report] of this.#reports) {
      if (this.#isKept(report, now)) return
      this.#reports.delete(reportId)
      this.#options.onDeleted?.(report)
    }
  }

  #isKept({ createdAt }: StoredReport<R>, now: number): boolean {
    return createdAt > now - this.#options.retentionMs
  }

  #matches(report: R, filter: ReportFilter, now: number): boolean {
    const { reportTypes, processingStatuses, marketplaceIds, createdSince, createdUntil = now } = filter
    const { parseTime = Date.parse } = this.#options
    const created = parseTime(report.createdTime)
    return (
      (reportTypes?.includes(report.reportType) ?? true) &&
      (processingStatuses?.includes(report.processingStatus) ?? true) &&
      (marketplaceIds === undefined || marketplaceIds.some((id) => report.marketplaceIds?.includes(id))) &&
      (createdSince === undefined || created >= createdSince) &&
      created <= createdUntil
    )
  }
}
