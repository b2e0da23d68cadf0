import type { ReportPages } from '../reports/report-pages.ts'
import type { Call, ServiceResponse } from '../service-definition.ts'
import { invalidValue, payError } from './pay-errors.ts'
import type { PayReport } from './pay-report.ts'
import { parsePayTime } from './pay-time.ts'

/** The parameters of getReports in the specification. */
export interface GetPayReportsParameters {
  readonly reportTypes?: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly createdSince?: string
  readonly createdUntil?: string
  readonly pageSize: number
  readonly nextToken?: string
}

/** Handles getReports. Filters select the first page, and a token alone selects each following page. */
export function listPayReports(
  pages: ReportPages<PayReport>,
  { parameters, sent }: Call<GetPayReportsParameters>,
  now: number,
): ServiceResponse {
  const { nextToken, reportTypes, processingStatuses, createdSince, createdUntil, pageSize } = parameters
  if (nextToken === undefined) {
    const filter = {
      reportTypes,
      processingStatuses,
      createdSince: createdSince === undefined ? undefined : parsePayTime(createdSince),
      createdUntil: createdUntil === undefined ? undefined : parsePayTime(createdUntil),
    }
    return { status: 200, body: pages.first(filter, pageSize, now) }
  }
  if (sent.length > 1) return payError(400, 'InvalidParameterCombination', 'nextToken must be the only parameter.')
  const body = pages.next(nextToken, now)
  return body === undefined ? invalidValue('The value of nextToken is not allowed.') : { status: 200, body }
}
