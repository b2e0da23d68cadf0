import type { ReportFilter, ReportStore } from './report-store.ts'
import type { AnyReport, Report } from './stored-report.ts'

/** One page of a list, as the APIs answer with it. */
export interface PageOfReports<R> {
  readonly reports: readonly R[]
  /** Leads to the next page; the last one has none. */
  readonly nextToken?: string
}

/** What is still to be listed. Fixed by the first call, so that later pages neither skip nor repeat a report. */
interface Rest {
  readonly reportIds: readonly string[]
  readonly pageSize: number
}

/** Lists reports a page at a time. */
export class ReportPages<R extends AnyReport = Report> {
  readonly #rests = new Map<string, Rest>()
  readonly #reports: ReportStore<R>
  readonly #newToken: () => string

  /** @param newToken Makes up a token that leads to a next page. */
  constructor(reports: ReportStore<R>, newToken: () => string) {
    this.#reports = reports
    this.#newToken = newToken
  }

  first(filter: ReportFilter, pageSize: number, now: number): PageOfReports<R> {
    const matching = this.#reports.list(filter, now)
    return this.#page({ reportIds: matching.map(({ reportId }) => reportId), pageSize }, now)
  }

  /** @returns The page that a token leads to; undefined for a token that was never given out. */
  next(nextToken: string, now: number): PageOfReports<R> | undefined {
    const rest = this.#rests.get(nextToken)
    return rest === undefined ? undefined : this.#page(rest, now)
  }

  #page({ reportIds, pageSize }: Rest, now: number): PageOfReports<R> {
    const reports = reportIds.slice(0, pageSize).flatMap((reportId) => this.#reports.find(reportId, now) ?? [])
    const rest = reportIds.slice(pageSize)
    if (rest.length === 0) return { reports }
    const nextToken = this.#newToken()
    this.#rests.set(nextToken, { reportIds: rest, pageSize })
    return { reports, nextToken }
  }
}
