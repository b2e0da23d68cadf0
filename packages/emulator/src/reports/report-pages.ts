import { randomBytes } from 'node:crypto'
import { invalidInput, listed } from '../amazon-errors.ts'
import type { Answer, Call } from '../define-service.ts'
import type { ReportFilter, ReportStore } from './report-store.ts'

/** The parameters of getReports, as the specification has them. */
export interface GetReportsParameters {
  readonly reportTypes?: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly marketplaceIds?: readonly string[]
  readonly pageSize: number
  readonly createdSince?: string
  readonly createdUntil?: string
  readonly nextToken?: string
}

/** What is still to be listed. Fixed by the first call, so that later pages neither skip nor repeat a report. */
interface Page {
  readonly reportIds: readonly string[]
  readonly pageSize: number
}

/** Lists reports a page at a time. */
export class ReportPages {
  readonly #pages = new Map<string, Page>()
  readonly #reports: ReportStore

  constructor(reports: ReportStore) {
    this.#reports = reports
  }

  answer({ parameters, sent }: Call<GetReportsParameters>, now: number): Answer {
    const { nextToken, reportTypes, pageSize } = parameters
    if (nextToken !== undefined) return this.#next(nextToken, sent, now)
    if (reportTypes === undefined) {
      return invalidInput('One or more required parameters missing', listed(['reportTypes']))
    }
    const matching = this.#reports.list(filterOf(parameters, reportTypes), now)
    return this.#page({ reportIds: matching.map(({ reportId }) => reportId), pageSize }, now)
  }

  #next(nextToken: string, sent: readonly string[], now: number): Answer {
    const others = sent.filter((name) => name !== 'nextToken')
    if (others.length > 0) {
      // Amazon lists them backwards.
      const message = 'NextToken cannot be specified with other input parameters'
      return invalidInput(message, listed(others.toReversed()))
    }
    const page = this.#pages.get(nextToken)
    return page === undefined ? invalidInput('Invalid nextToken') : this.#page(page, now)
  }

  #page({ reportIds, pageSize }: Page, now: number): Answer {
    const reports = reportIds.slice(0, pageSize).flatMap((reportId) => this.#reports.find(reportId, now) ?? [])
    const rest = reportIds.slice(pageSize)
    const next = rest.length > 0 ? { nextToken: this.#token({ reportIds: rest, pageSize }) } : {}
    return { status: 200, body: { reports, ...next } }
  }

  #token(page: Page): string {
    const nextToken = randomBytes(48).toString('base64')
    this.#pages.set(nextToken, page)
    return nextToken
  }
}

function filterOf(parameters: GetReportsParameters, reportTypes: readonly string[]): ReportFilter {
  const { processingStatuses, marketplaceIds, createdSince, createdUntil } = parameters
  return {
    reportTypes,
    ...(processingStatuses === undefined ? {} : { processingStatuses }),
    ...(marketplaceIds === undefined ? {} : { marketplaceIds }),
    ...(createdSince === undefined ? {} : { createdSince: Date.parse(createdSince) }),
    ...(createdUntil === undefined ? {} : { createdUntil: Date.parse(createdUntil) }),
  }
}
