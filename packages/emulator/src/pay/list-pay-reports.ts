import type { ReportPages } from '../reports/report-pages.ts'
import type { Answer, Call } from '../service/service-definition.ts'
import { invalidValue, payError } from './pay-errors.ts'
import type { PayReport } from './pay-report.ts'
import { readPayTime } from './pay-time.ts'

/** The parameters of getReports, as the specification has them. */
export interface GetPayReportsParameters {
  readonly reportTypes?: readonly string[]
  readonly processingStatuses?: readonly string[]
  readonly createdSince?: string
  readonly createdUntil?: string
  readonly pageSize: number
  readonly nextToken?: string
}

/** Answers getReports: the first page by filters, every other by its token alone. */
export function listPayReports(
  pages: ReportPages<PayReport>,
  { parameters, sent }: Call<GetPayReportsParameters>,
  now: number,
): Answer {
  const { nextToken, reportTypes, processingStatuses, createdSince, createdUntil, pageSize } = parameters
  if (nextToken === undefined) {
    const filter = {
      ...(reportTypes === undefined ? {} : { reportTypes }),
      ...(processingStatuses === undefined ? {} : { processingStatuses }),
      ...(createdSince === undefined ? {} : { createdSince: readPayTime(createdSince) }),
      ...(createdUntil === undefined ? {} : { createdUntil: readPayTime(createdUntil) }),
    }
    return { status: 200, body: pages.first(filter, pageSize, now) }
  }
  if (sent.length > 1) return payError(400, 'InvalidParameterCombination', 'nextToken must be the only parameter.')
  const body = pages.next(nextToken, now)
  return body === undefined ? invalidValue('The value of nextToken is not allowed.') : { status: 200, body }
}
