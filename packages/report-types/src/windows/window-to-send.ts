import { reportTypeFacts } from '../catalogue.ts'
import { startOfPeriod } from './period.ts'
import type { Window } from './split-window.ts'

/**
 * Converts a half-open window to the `dataStartTime` and `dataEndTime` of a request.
 *
 * Some report types ignore the time of day and include the whole day of `dataEndTime`. For these, a window that ends at
 * midnight ends one second earlier, so that the report does not include the next day, and with it the next period.
 *
 * @example
 * ```ts
 * const week = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-08T00:00:00Z') }
 * windowToSend('GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT', week).dataEndTime // 2026-11-07T23:59:59.000Z
 * ```
 */
export function windowToSend(reportType: string, { from, to }: Window): { dataStartTime: Date; dataEndTime: Date } {
  const end = to.getTime()
  const isMidnight = startOfPeriod('DAY', end) === end
  const wholeDays = reportTypeFacts(reportType)?.window?.wholeDays === true
  const endsEarlier = wholeDays && isMidnight && end > from.getTime()
  return { dataStartTime: from, dataEndTime: endsEarlier ? new Date(end - 1000) : to }
}
