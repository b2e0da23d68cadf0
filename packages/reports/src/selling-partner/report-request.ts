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

/** Date, time to the minute at least, and a zone. */
const isoForm = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

function instant(field: 'from' | 'to', value: Date | string): number {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError(`${field} is an invalid Date`)
    return value.getTime()
  }
  const date = typeof value === 'string' ? isoForm.exec(value)?.[1] : undefined
  if (date === undefined) {
    throw new TypeError(
      `${field} must be a Date or a text in ISO 8601 with time and zone, for example 2025-01-01T00:00:00Z`,
    )
  }
  const milliseconds = Date.parse(value)
  if (Number.isNaN(milliseconds) || !isDay(date)) throw new TypeError(`${field} is a date or time that does not exist`)
  return milliseconds
}

/** Date.parse takes the 30th of February for the 1st or 2nd of March. */
function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}

function checkOptions(options: unknown): void {
  if (options === undefined) return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError("reportOptions must be an object of texts, for example { custom: 'true' }")
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string')
      throw new TypeError(`reportOptions.${name} must be a string: Amazon takes texts only`)
  }
}
