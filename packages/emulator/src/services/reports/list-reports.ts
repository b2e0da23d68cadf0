import { formatNames, invalidInput } from '../amazon-errors.ts'
import type { Call, ServiceResponse } from '../service-definition.ts'
import type { ReportPages } from './report-pages.ts'
import type { ReportFilter } from './report-store.ts'

/** The parameters of getReports in the specifications. */
export interface GetReportsParameters {
  readonly reportTypes?: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly marketplaceIds?: readonly string[]
  readonly pageSize: number
  readonly createdSince?: string
  readonly createdUntil?: string
  readonly nextToken?: string
}

/** Handles getReports. Filters select the first page, and a token alone selects each following page. */
export function listReports(
  pages: ReportPages,
  { parameters, sent }: Call<GetReportsParameters>,
  now: number,
): ServiceResponse {
  const { nextToken, reportTypes, pageSize } = parameters
  if (nextToken !== undefined) return nextPage(pages, nextToken, sent, now)
  if (reportTypes === undefined) {
    return invalidInput('One or more required parameters missing', formatNames(['reportTypes']))
  }
  return { status: 200, body: pages.first(filterOf(parameters, reportTypes), pageSize, now) }
}

function nextPage(pages: ReportPages, nextToken: string, sent: readonly string[], now: number): ServiceResponse {
  const others = sent.filter((name) => name !== 'nextToken')
  if (others.length > 0) {
    // Amazon lists them in reverse order.
    const message = 'NextToken cannot be specified with other input parameters'
    return invalidInput(message, formatNames(others.toReversed()))
  }
  const body = pages.next(nextToken, now)
  return body === undefined ? invalidInput('Invalid nextToken') : { status: 200, body }
}

function filterOf(parameters: GetReportsParameters, reportTypes: readonly string[]): ReportFilter {
  const { processingStatuses, marketplaceIds, createdSince, createdUntil } = parameters
  return {
    reportTypes,
    processingStatuses,
    marketplaceIds,
    createdSince: createdSince === undefined ? undefined : Date.parse(createdSince),
    createdUntil: createdUntil === undefined ? undefined : Date.parse(createdUntil),
  }
}
