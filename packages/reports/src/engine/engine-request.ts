import type { ReportOptionsOf } from '@reportline/report-types'
import { checkFields, checkReportType, type OverridableRequest, type WindowRequest } from '../run/check-request.ts'

/** A request for a report from one of several accounts. */
export interface EngineRequest<Name extends string = string, Type extends string = string>
  extends WindowRequest,
    OverridableRequest {
  /** For example `GET_MERCHANT_LISTINGS_ALL_DATA`. Unknown types are accepted. */
  readonly reportType: Type
  /** The name of the account. Defaults to the one that serves the marketplaces, if there is only one. */
  readonly account?: Name | undefined
  /** Country codes or ids, all of one account. Leave it out for APIs without marketplaces. */
  readonly marketplaces?: readonly string[] | undefined
  /** Amazon's options for this report type. */
  readonly reportOptions?: ReportOptionsOf<Type> | undefined
}

const fields = new Set(['reportType', 'account', 'marketplaces', 'from', 'to', 'reportOptions', 'override'])

/** @throws TypeError if the request is not an object, has an unknown field, or has no report type. */
export function checkEngineRequest(request: EngineRequest): void {
  checkFields(request, 'The request', fields)
  checkReportType(request.reportType, 'GET_MERCHANT_LISTINGS_ALL_DATA')
}
