import { reportTypeFacts } from '../catalogue.ts'
import { startOfPeriod } from './period.ts'
import type { Window } from './split-window.ts'

/**
 * What to send as `dataStartTime` and `dataEndTime` for a half-open window. Some report types read the days only, and
 * count the day of `dataEndTime` in: a window that ends at midnight then ends a second earlier, so that it does not take
 * the next day, and with it the next period, along.
 */
export function windowToSend(reportType: string, { from, to }: Window): { dataStartTime: Date; dataEndTime: Date } {
  const end = to.getTime()
  const isMidnight = startOfPeriod('DAY', end) === end
  const wholeDays = reportTypeFacts(reportType)?.window?.wholeDays === true
  const endsBefore = wholeDays && isMidnight && end > from.getTime()
  return { dataStartTime: from, dataEndTime: endsBefore ? new Date(end - 1000) : to }
}
