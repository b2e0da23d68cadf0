import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { ReportTypes } from '@reportline/pay-reports-types'
import type { Job } from '../../run/job.ts'
import { type OverridableRequest, refuseUnlessOverridden } from '../../run/validate-job.ts'
import { checkFields } from '../check-request.ts'
import { payInstant } from './pay-time.ts'
import { exampleType, notOfAccount } from './report-types.ts'

/** The report that is wanted. */
export interface ReportRequest extends OverridableRequest {
  /** For example `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_`. Types that are not known here work too. */
  readonly reportType: ReportTypes
  /**
   * Where the window of the transactions begins: a Date, or a text in ISO 8601 with its zone (`20220804T000000Z`,
   * `2022-08-04T00:00:00+09:00`). What is below a second is cut off.
   */
  readonly from: Date | string
  /**
   * Where the window ends. The window is half-open: this instant does not belong to it, so that the end of one window
   * is the beginning of the next. It is sent as `endTime`; that Amazon leaves that very instant out is assumed.
   */
  readonly to: Date | string
}

const fields = new Set(['reportType', 'from', 'to', 'override'])

/** Whose jobs they are, and when they are made. */
export interface JobOrigin {
  readonly region: PayRegion
  readonly environment: PayEnvironment
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

/**
 * Makes the job of a request.
 *
 * @throws TypeError when the request is wrong, naming the field and the fix.
 */
export function newJob(request: ReportRequest, { region, environment, now }: JobOrigin): Job {
  checkFields(request, fields, exampleType)
  const { reportType, from, to, override } = request
  const why = override === true ? undefined : notOfAccount(reportType, environment)
  if (why !== undefined) {
    throw new TypeError(`reportType ${reportType} cannot be asked for: ${why} To ask all the same, set override: true`)
  }
  const start = payInstant('from', from)
  const end = payInstant('to', to)
  if (start > end) throw new TypeError('from must not be later than to')
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
  return refuseUnlessOverridden(job, override)
}
