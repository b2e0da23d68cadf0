import { invalidInput, listed } from '../service/amazon-errors.ts'
import type { Answer, Call } from '../service/service-definition.ts'
import type { ReportPages } from './report-pages.ts'
import type { ReportFilter } from './report-store.ts'

/** The parameters of getReports, as the specifications have them. */
export interface GetReportsParameters {
  readonly reportTypes?: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly marketplaceIds?: readonly string[]
  readonly pageSize: number
  readonly createdSince?: string
  readonly createdUntil?: string
  readonly nextToken?: string
}

/** Answers getReports: the first page by filters, every other by its token alone. */
export function listReports(pages: ReportPages, { parameters, sent }: Call<GetReportsParameters>, now: number): Answer {
  const { nextToken, reportTypes, pageSize } = parameters
  if (nextToken !== undefined) return nextPage(pages, nextToken, sent, now)
  if (reportTypes === undefined) return invalidInput('One or more required parameters missing', listed(['reportTypes']))
  return { status: 200, body: pages.first(filterOf(parameters, reportTypes), pageSize, now) }
}

function nextPage(pages: ReportPages, nextToken: string, sent: readonly string[], now: number): Answer {
  const others = sent.filter((name) => name !== 'nextToken')
  if (others.length > 0) {
    // Amazon lists them backwards.
    const message = 'NextToken cannot be specified with other input parameters'
    return invalidInput(message, listed(others.toReversed()))
  }
  const body = pages.next(nextToken, now)
  return body === undefined ? invalidInput('Invalid nextToken') : { status: 200, body }
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
