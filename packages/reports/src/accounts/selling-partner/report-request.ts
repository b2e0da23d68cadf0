import type { Region, ReportOptionsOf } from '@reportline/report-types'
import { type Window, type WindowRequest, windowOf } from '../../run/data-window.ts'
import type { Job } from '../../run/job.ts'
import { type OverridableRequest, refuseUnlessOverridden } from '../../run/validate-job.ts'
import { checkFields, checkOptions } from '../check-request.ts'
import { findMarketplaces, type MarketplaceName } from './marketplaces.ts'

/** The report that is wanted. Where its type is known to the compiler, so are its options. */
export interface ReportRequest<Type extends string = string> extends WindowRequest, OverridableRequest {
  /** For example `GET_MERCHANT_LISTINGS_ALL_DATA`. Types that are not known here work too. */
  readonly reportType: Type
  /** Country codes or ids, all of the account's region. */
  readonly marketplaces: readonly MarketplaceName[]
  /**
   * Amazon's options for this report type: texts. For others than the documented ones let the type be a `string`: the
   * compiler then takes any, and what is not documented is told as a warning.
   */
  readonly reportOptions?: ReportOptionsOf<Type>
}

const fields = new Set(['reportType', 'marketplaces', 'from', 'to', 'reportOptions', 'override'])

/**
 * Checks everything about a request that does not depend on the account.
 *
 * @throws TypeError naming the field and the fix.
 */
export function checkRequest(request: ReportRequest): Window {
  checkFields(request, fields, 'GET_MERCHANT_LISTINGS_ALL_DATA')
  checkOptions(request.reportOptions)
  return windowOf(request)
}

/**
 * Makes the job of a request.
 *
 * @param now Milliseconds since 1970-01-01 UTC.
 * @throws TypeError when the request is wrong, or the catalogue knows that Amazon refuses it.
 */
export function newJob(request: ReportRequest, region: Region, now: number): Job {
  const window = checkRequest(request)
  const marketplaceIds = findMarketplaces(request.marketplaces, region).map((marketplace) => marketplace.id)
  const job: Job = {
    version: 1,
    id: crypto.randomUUID(),
    api: 'selling-partner',
    region,
    reportType: request.reportType,
    marketplaceIds,
    ...window,
    ...(request.reportOptions === undefined ? {} : { reportOptions: { ...request.reportOptions } }),
    step: 'creating',
    requestedAt: new Date(now).toISOString(),
  }
  return refuseUnlessOverridden(job, request.override)
}
