import { type CountryCode, marketplaces, type Region, type ReportOptionsOf } from '@reportline/report-types'
import {
  checkFields,
  checkReportOptions,
  checkReportType,
  type DataWindow,
  dataWindow,
  type NewJob,
  type OverridableRequest,
  validatedJob,
  type WindowRequest,
} from '../../run/check-request.ts'
import type { Job } from '../../run/job.ts'
import { marketplaceFinder } from '../find-marketplaces.ts'

/** A request for a report. If the compiler knows the report type, it also knows the type's options. */
export interface ReportRequest<Type extends string = string> extends WindowRequest, OverridableRequest {
  /** For example `GET_MERCHANT_LISTINGS_ALL_DATA`. Types that the catalogue does not know work too. */
  readonly reportType: Type
  /** Country codes or ids. All must belong to the account's region. */
  readonly marketplaces: readonly MarketplaceName[]
  /**
   * Amazon's options for this report type; string values only. To send options that are not documented, declare the
   * report type as `string`: the compiler then accepts any, and an undocumented one emits a warning event.
   */
  readonly reportOptions?: ReportOptionsOf<Type> | undefined
}

const fields = new Set(['reportType', 'marketplaces', 'from', 'to', 'reportOptions', 'override'])

/**
 * Checks everything about a request that does not depend on the account.
 *
 * @throws TypeError if a field is invalid. The message names the field.
 */
export function checkRequest(request: ReportRequest): DataWindow {
  checkFields(request, 'The request', fields)
  checkReportType(request.reportType, 'GET_MERCHANT_LISTINGS_ALL_DATA')
  checkReportOptions(request.reportOptions)
  return dataWindow(request)
}

/**
 * Creates the job of a request.
 *
 * @param now The current time in milliseconds since 1970-01-01 UTC.
 * @throws TypeError if the request is invalid, or Amazon refuses it according to the catalogue.
 */
export function newJob(request: ReportRequest, region: Region, now: number): NewJob {
  const window = checkRequest(request)
  const { reportType, reportOptions } = request
  const marketplaceIds = findMarketplaces(request.marketplaces, region).map((marketplace) => marketplace.id)
  const job: Job = {
    version: 1,
    id: crypto.randomUUID(),
    api: 'selling-partner',
    region,
    reportType,
    marketplaceIds,
    ...window,
    reportOptions: reportOptions && { ...reportOptions },
    step: 'creating',
    requestedAt: new Date(now).toISOString(),
  }
  return validatedJob(job, request.override)
}

/** A marketplace: its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = CountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError if a name is invalid. */
export const findMarketplaces = marketplaceFinder<Region>(marketplaces)
