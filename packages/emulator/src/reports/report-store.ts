import { cancelled, type Report, reportAt, type StoredReport } from './stored-report.ts'

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

  /** @param retention How long a report is kept, in milliseconds. */
  constructor(retention: number) {
    this.#retention = retention
  }

  put(reportId: string, report: StoredReport): void {
    this.#reports.set(reportId, report)
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
