import type { BusinessRegion } from '@reportline/report-types'
import { type WindowRequest, windowOf } from '../../run/data-window.ts'
import type { Job } from '../../run/job.ts'
import { type OverridableRequest, refuseUnlessOverridden } from '../../run/validate-job.ts'
import { checkFields, checkOptions } from '../check-request.ts'
import { findMarketplaces, type MarketplaceName } from './marketplaces.ts'

/** A text for which these values are known, and others may be. */
type Open<Known extends string> = Known | (string & {})

/**
 * Which invoice is wanted, as the options of `GET_AB_INVOICE_PDF`: one by its own id, one by the part of an order that
 * was shipped, or, in North America, the summary of an order. The ids come from Amazon Business' Reconciliation API.
 */
export type InvoiceOptions =
  | { readonly invoiceId: string; readonly documentType: Open<'Invoice' | 'Credits'> }
  | { readonly orderId: string; readonly orderLineItemId: string; readonly shipmentId: string }
  | { readonly orderId: string; readonly documentType: Open<'OrderSummary'> }

/** The report that is wanted of Amazon Business. */
export interface ReportRequest extends WindowRequest, OverridableRequest {
  /** One type is documented. Types that are not known here work too. */
  readonly reportType: Open<'GET_AB_INVOICE_PDF'>
  /** Country codes or ids, all of the account's region. */
  readonly marketplaces: readonly MarketplaceName[]
  /** Amazon's options for this report type; other names and values than the documented ones are passed on as they are. */
  readonly reportOptions?: InvoiceOptions | Readonly<Record<string, string>>
}

const fields = new Set(['reportType', 'marketplaces', 'from', 'to', 'reportOptions', 'override'])

/**
 * Makes the job of a request.
 *
 * @param now Milliseconds since 1970-01-01 UTC.
 * @throws TypeError naming the field and the fix.
 */
export function newJob(request: ReportRequest, region: BusinessRegion, now: number): Job {
  checkFields(request, fields, 'GET_AB_INVOICE_PDF')
  checkOptions(request.reportOptions)
  const window = windowOf(request)
  const marketplaceIds = findMarketplaces(request.marketplaces, region).map(({ id }) => id)
  const job: Job = {
    version: 1,
    id: crypto.randomUUID(),
    api: 'business',
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
