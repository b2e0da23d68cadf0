import { addMonths } from '../add-months.ts'
import { reportTypeFacts } from '../catalogue.ts'
import { type Duration, durationMs } from '../duration.ts'
import { readInstant } from '../instant.ts'
import type { WindowFacts } from '../window-facts.ts'
import { endOfPeriod, type Period, readPeriod, startOfPeriod } from './period.ts'

/** A half-open window: `to` is exclusive. */
export interface Window {
  readonly from: Date
  readonly to: Date
}

type OptionValues = Readonly<Record<string, string | undefined>>

/**
 * Splits a window into windows that the report type allows. They follow each other without gaps or overlaps.
 *
 * - No window is longer than the maximum length.
 * - If the maximum length is in months, windows end on the first of a month.
 * - If a request can cover only one period (`reportPeriod` and similar options), there is one window per period.
 *
 * If the input starts or ends within a period, so does the first or last window: `validateRequest` tells you what Amazon
 * does with it. All dates are in UTC.
 *
 * @param from Start of the window: a Date, or an ISO 8601 string with a time and a time zone.
 * @param to End of the window, exclusive, in the same form. It must not be before `from`.
 * @param reportOptions The options of the request. One of them may set the period.
 * @returns The windows in chronological order. The input is not split if the report type has no limit or is not in the
 * catalogue. The result is empty if `from` equals `to`.
 * @throws TypeError if `from` or `to` is not an instant, or if `to` is before `from`.
 *
 * @example
 * ```ts
 * const orders = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL' // at most 30 days
 * splitWindow(orders, '2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z').length // 3
 * ```
 */
export function splitWindow(
  reportType: string,
  from: Date | string,
  to: Date | string,
  reportOptions: OptionValues = {},
): Window[] {
  const start = readInstant('from', from)
  const end = readInstant('to', to)
  if (end < start) throw new TypeError('`to` must not be before `from`.')
  const endOfWindow = windowEnds(reportTypeFacts(reportType)?.window, reportOptions)
  const windows: Window[] = []
  for (let at = start; at < end; ) {
    const next = Math.min(endOfWindow(at), end)
    windows.push({ from: new Date(at), to: new Date(next) })
    at = next
  }
  return windows
}

/** Returns the period of aggregation that the options of a request set. */
export function periodOf({ periodOption }: WindowFacts, reportOptions: OptionValues): Period | undefined {
  return periodOption === undefined ? undefined : readPeriod(reportOptions[periodOption])
}

/** Returns a function from the start of a window to its latest end. */
function windowEnds(window: WindowFacts = {}, reportOptions: OptionValues): (start: number) => number {
  const period = periodOf(window, reportOptions)
  if (period !== undefined && window.periodsPerRequest === 'one') return (start) => endOfPeriod(period, start)
  const { maxLength } = window
  if (maxLength === undefined) return () => Number.POSITIVE_INFINITY
  return (start) => {
    const limit = latestEnd(maxLength, window.wholeDays === true ? startOfPeriod('DAY', start) : start)
    // A window that ends within a period would lose that period or return it twice.
    const aligned = period === undefined ? limit : startOfPeriod(period, limit)
    return aligned > start ? aligned : limit
  }
}

function latestEnd(maxLength: Duration, start: number): number {
  const limit = addDuration(start, maxLength, 1)
  if (!('months' in maxLength)) return limit
  const firstOfMonth = startOfPeriod('MONTH', limit)
  return firstOfMonth > start ? firstOfMonth : limit
}

/**
 * Adds a duration to an instant, or subtracts it. Months are calendar months in UTC, as in {@link addMonths}.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @param sign 1 to add, -1 to subtract.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function addDuration(instant: number, duration: Duration, sign: 1 | -1): number {
  if ('months' in duration) return addMonths(instant, sign * duration.months)
  return instant + sign * durationMs(duration)
}
