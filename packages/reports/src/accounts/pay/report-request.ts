import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { ReportTypes } from '@reportline/pay-reports-types'
import {
  checkApi,
  checkFields,
  checkReportType,
  checkWindow,
  type NewJob,
  type OverridableRequest,
  validatedJob,
} from '../../run/check-request.ts'
import { payInstant } from './pay-time.ts'
import { exampleType, unavailableReason } from './report-types.ts'

/** A request for a report of Amazon Pay. */
export interface ReportRequest extends OverridableRequest {
  /** For example `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_`. Types that the catalogue does not know work too. */
  readonly reportType: ReportTypes
  /**
   * Start of the transactions' time range: a Date, or an ISO 8601 string with time zone (`20220804T000000Z`,
   * `2022-08-04T00:00:00+09:00`). Fractions of a second are dropped.
   */
  readonly from: Date | string
  /**
   * End of the time range, exclusive: the end of one range is the start of the next. Sent as `endTime`. That Amazon
   * excludes this instant is assumed.
   */
  readonly to: Date | string
}

const fields = new Set(['reportType', 'from', 'to', 'override'])

/** The account and the time at which a job is created. */
export interface JobOrigin {
  readonly region: PayRegion
  readonly environment: PayEnvironment
  /** The current time in milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

/**
 * Creates the job of a request.
 *
 * @throws TypeError if the request is invalid. The message names the field.
 */
export function newJob(request: ReportRequest, { region, environment, now }: JobOrigin): NewJob {
  checkFields(request, 'The request', fields)
  const { reportType, from, to, override } = request
  checkReportType(reportType, exampleType)
  if (override !== true) checkApi(reportType, 'pay')
  const unavailable = override === true ? undefined : unavailableReason(reportType, environment)
  if (unavailable !== undefined) {
    throw new TypeError(
      `\`reportType\` ${reportType} cannot be requested: ${unavailable} To request it anyway, set override: true.`,
    )
  }
  const start = payInstant('from', from)
  const end = payInstant('to', to)
  checkWindow(start, end)
  const job = {
    version: 1,
    id: crypto.randomUUID(),
    api: 'pay',
    region,
    environment,
    reportType,
    marketplaceIds: [],
    dataStartTime: new Date(start).toISOString(),
    dataEndTime: new Date(end).toISOString(),
    step: 'creating',
    requestedAt: new Date(now).toISOString(),
  } as const
  return validatedJob(job, override)
}
