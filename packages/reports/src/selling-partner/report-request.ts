import { instant } from './instant.ts'
import type { MarketplaceName } from './marketplaces.ts'

/** The report that is wanted. */
export interface ReportRequest {
  /** For example `GET_MERCHANT_LISTINGS_ALL_DATA`. Types that are not known here work too. */
  readonly reportType: string
  /** Country codes or ids, all of the account's region. */
  readonly marketplaces: readonly MarketplaceName[]
  /**
   * Where the window of the data begins: a Date, or a text in ISO 8601 with its zone (`2025-01-01T00:00:00Z`,
   * `2025-01-01T00:00:00+01:00`). Without it Amazon decides.
   */
  readonly from?: Date | string
  /**
   * Where the window ends. The window is half-open: this instant does not belong to it, so that the end of one window
   * is the beginning of the next. It is sent as `dataEndTime`; that Amazon leaves that very instant out is assumed.
   */
  readonly to?: Date | string
  /** Amazon's options for this report type. */
  readonly reportOptions?: Readonly<Record<string, string>>
}

/** A checked window, as it is sent. */
export interface Window {
  readonly dataStartTime?: string
  readonly dataEndTime?: string
}

const fields = new Set(['reportType', 'marketplaces', 'from', 'to', 'reportOptions'])

/**
 * Checks everything about a request that does not depend on the account.
 *
 * @throws TypeError naming the field and the fix.
 */
export function checkRequest(request: ReportRequest): Window {
  if (typeof request !== 'object' || request === null) throw new TypeError('the request must be an object')
  for (const field of Object.keys(request)) {
    if (!fields.has(field)) throw new TypeError(`${field} is no field of a request: it has ${[...fields].join(', ')}`)
  }
  if (typeof request.reportType !== 'string' || request.reportType.trim() === '') {
    throw new TypeError('reportType must be a report type, for example GET_MERCHANT_LISTINGS_ALL_DATA')
  }
  checkOptions(request.reportOptions)
  return windowOf(request)
}

function windowOf(request: ReportRequest): Window {
  const from = request.from === undefined ? undefined : instant('from', request.from)
  const to = request.to === undefined ? undefined : instant('to', request.to)
  if (from !== undefined && to !== undefined && from > to) throw new TypeError('from must not be later than to')
  return {
    ...(from === undefined ? {} : { dataStartTime: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { dataEndTime: new Date(to).toISOString() }),
  }
}

/** @throws TypeError unless they are texts. */
export function checkOptions(options: unknown): void {
  if (options === undefined) return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError("reportOptions must be an object of texts, for example { custom: 'true' }")
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string')
      throw new TypeError(`reportOptions.${name} must be a string: Amazon takes texts only`)
  }
}
