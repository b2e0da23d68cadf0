import { type CountryCode, marketplaces, type Region, type ReportOptionsOf } from '@reportline/report-types'
import type { NewJob, OverridableRequest, WindowRequest } from '../../run/check-request.ts'
import { type MarketplaceScope, marketplaceFinder, newMarketplaceJob } from '../marketplace-request.ts'

/** A marketplace: its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = CountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError if a name is invalid. */
export const findMarketplaces = marketplaceFinder<Region>(marketplaces)

/** A request for a report. If the compiler knows the report type, it also knows the type's options. */
export interface ReportRequest<Type extends string = string> extends WindowRequest, OverridableRequest {
  /** For example `GET_MERCHANT_LISTINGS_ALL_DATA`. Types that the catalogue does not know work too. */
  readonly reportType: Type
  /** Country codes or ids. All must belong to the account's region, unless it calls the sandbox. */
  readonly marketplaces: readonly MarketplaceName[]
  /**
   * Amazon's options for this report type; string values only. To send options that are not documented, declare the
   * report type as `string`: the compiler then accepts any, and an undocumented one emits a warning event.
   */
  readonly reportOptions?: ReportOptionsOf<Type> | undefined
}

/**
 * Creates the job of a request.
 *
 * @param now The current time in milliseconds since 1970-01-01 UTC.
 * @throws TypeError if the request is invalid, or Amazon refuses it according to the catalogue.
 */
export function newJob(request: ReportRequest, account: MarketplaceScope<Region>, now: number): NewJob {
  return newMarketplaceJob(request, {
    api: 'selling-partner',
    account,
    findMarketplaces,
    exampleType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    now,
  })
}
