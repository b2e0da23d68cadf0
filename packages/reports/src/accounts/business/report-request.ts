import { type BusinessCountryCode, type BusinessRegion, businessMarketplaces } from '@reportline/report-types'
import type { NewJob, OverridableRequest, WindowRequest } from '../../run/check-request.ts'
import { type MarketplaceScope, marketplaceFinder, newMarketplaceJob } from '../marketplace-request.ts'

/** A marketplace of Amazon Business: its country code (`DE`) or its id (`A1PA6795UKMFR9`). */
export type MarketplaceName = BusinessCountryCode | (string & {})

/** Finds the marketplaces of a request. Throws a TypeError if a name is invalid. */
export const findMarketplaces = marketplaceFinder<BusinessRegion>(businessMarketplaces)

/** A string with some known values. Other values are allowed. */
type Open<Known extends string> = Known | (string & {})

/**
 * The options of `GET_AB_INVOICE_PDF`. They identify an invoice by its id, by the shipped part of an order, or, in North
 * America, as the summary of an order. The ids come from the Reconciliation API of Amazon Business.
 */
export type InvoiceOptions =
  | { readonly invoiceId: string; readonly documentType: Open<'Invoice' | 'Credits'> }
  | { readonly orderId: string; readonly orderLineItemId: string; readonly shipmentId: string }
  | { readonly orderId: string; readonly documentType: Open<'OrderSummary'> }

/** A request for a report of Amazon Business. */
export interface ReportRequest extends WindowRequest, OverridableRequest {
  /** `GET_AB_INVOICE_PDF` is the only documented type. Other types are sent as they are. */
  readonly reportType: Open<'GET_AB_INVOICE_PDF'>
  /** Country codes or ids. All must belong to the account's region, unless it calls the sandbox. */
  readonly marketplaces: readonly MarketplaceName[]
  /** Amazon's options for this report type. Names and values that are not documented are sent as they are. */
  readonly reportOptions?: InvoiceOptions | Readonly<Record<string, string>> | undefined
}

/**
 * Creates the job of a request.
 *
 * @param now The current time in milliseconds since 1970-01-01 UTC.
 * @throws TypeError if the request is invalid. The message names the field.
 */
export function newJob(request: ReportRequest, account: MarketplaceScope<BusinessRegion>, now: number): NewJob {
  return newMarketplaceJob(request, {
    api: 'business',
    account,
    findMarketplaces,
    exampleType: 'GET_AB_INVOICE_PDF',
    now,
  })
}
