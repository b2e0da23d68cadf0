import type { ReportOptionsOf } from '@reportline/report-types'
import { checkFields, checkReportType } from '../run/check-fields.ts'

/** The report that is wanted of one of several accounts. */
export interface EngineRequest<Name extends string = string, Type extends string = string> {
  /** For example `GET_MERCHANT_LISTINGS_ALL_DATA`. Types that are not known here work too. */
  readonly reportType: Type
  /** Which account is asked. Default: the one that serves the marketplaces, where there is one only. */
  readonly account?: Name
  /** Country codes or ids, all of one account; not for APIs that have none. */
  readonly marketplaces?: readonly string[]
  /** Where the window of the data begins: a Date, or ISO 8601 with time and zone. */
  readonly from?: Date | string
  /** Where it ends. The window is half-open: this instant does not belong to it. */
  readonly to?: Date | string
  /** Amazon's options for this report type. */
  readonly reportOptions?: ReportOptionsOf<Type>
  /**
   * Asks for the report even where the catalogue of report types says that Amazon refuses it or makes an empty one.
   * Default: false.
   */
  readonly override?: boolean
}

const fields = new Set(['reportType', 'account', 'marketplaces', 'from', 'to', 'reportOptions', 'override'])

/** @throws TypeError if the request is not an object, has an unknown field, or has no report type. */
export function checkEngineRequest(request: EngineRequest): void {
  checkFields(request, 'The request', fields)
  checkReportType(request.reportType, 'GET_MERCHANT_LISTINGS_ALL_DATA')
}
