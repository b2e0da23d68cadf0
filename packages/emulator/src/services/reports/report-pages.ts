import type { ReportFilter, ReportStore } from './report-store.ts'
import type { AnyReport, Report } from './stored-report.ts'

/** One page of a list in the format of the APIs. */
export interface ReportPage<R> {
  readonly reports: readonly R[]
  /** Selects the next page. Absent on the last page. */
  readonly nextToken?: string
}

/** The reports on the following pages. The first call fixes them, so that no report is skipped or repeated. */
interface Remaining {
  readonly reportIds: readonly string[]
  readonly pageSize: number
}

/** Lists reports page by page. */
export class ReportPages<R extends AnyReport = Report> {
  readonly #remaining = new Map<string, Remaining>()
  readonly #reports: ReportStore<R>
  readonly #newToken: () => string

  /** @param newToken Generates a token for the next page. */
  constructor(reports: ReportStore<R>, newToken: () => string) {
    this.#reports = reports
    this.#newToken = newToken
  }

  first(filter: ReportFilter, pageSize: number, now: number): ReportPage<R> {
    const matching = this.#reports.list(filter, now)
    return this.#page({ reportIds: matching.map(({ reportId }) => reportId), pageSize }, now)
  }

  /** @returns The page that a token selects, or undefined for an unknown token. */
  next(nextToken: string, now: number): ReportPage<R> | undefined {
    const remaining = this.#remaining.get(nextToken)
    return remaining === undefined ? undefined : this.#page(remaining, now)
  }

  #page({ reportIds, pageSize }: Remaining, now: number): ReportPage<R> {
    const reports = reportIds.slice(0, pageSize).flatMap((reportId) => this.#reports.find(reportId, now) ?? [])
    const remaining = reportIds.slice(pageSize)
    if (remaining.length === 0) return { reports }
    const nextToken = this.#newToken()
    this.#remaining.set(nextToken, { reportIds: remaining, pageSize })
    return { reports, nextToken }
  }
}
