import { reportTypeFacts, type Span } from '@reportline/report-types'

/** A window as it is asked for. */
export interface SplitWindow {
  readonly from: string
  readonly to: string
}

const units = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const

/**
 * Cuts a window into windows that a report type takes, end to end. Half-open ones: where one ends the next begins.
 *
 * @param from ISO 8601 in UTC.
 * @param to ISO 8601 in UTC.
 */
export function splitWindows(reportType: string, from: string, to: string): SplitWindow[] {
  const longest = reportTypeFacts(reportType)?.window?.longest
  if (longest === undefined) return [{ from, to }]
  const windows: SplitWindow[] = []
  const start = Date.parse(from)
  const end = Date.parse(to)
  let begin = start
  for (let number = 1; begin < end; number += 1) {
    const next = Math.min(end, spanAfter(start, longest, number))
    windows.push({ from: new Date(begin).toISOString(), to: new Date(next).toISOString() })
    begin = next
  }
  return windows.length === 0 ? [{ from, to }] : windows
}

/** So many spans after an instant; months by the calendar, each from the first instant, so that no day is lost. */
function spanAfter(start: number, span: Span, times: number): number {
  if ('months' in span) return monthsAfter(start, span.months * times)
  if ('days' in span) return start + span.days * times * units.days
  if ('hours' in span) return start + span.hours * times * units.hours
  return start + span.minutes * times * units.minutes
}

/** The same day and time so many months later; the month's last day where it has no such day. */
function monthsAfter(start: number, months: number): number {
  const date = new Date(start)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}
