import { reportTypeFacts } from '../catalogue.ts'
import { readInstant } from '../instant.ts'
import type { Span } from '../span.ts'
import type { WindowFacts } from '../window-facts.ts'
import { endOfPeriod, type Period, readPeriod, startOfPeriod } from './period.ts'
import { moved } from './time-span.ts'

/** A half-open window: `to` does not belong to it. */
export interface Window {
  readonly from: Date
  readonly to: Date
}

/**
 * Splits a window into ones that the report type allows: no longer than its longest, cut at the first of a month where
 * the limit is a month, and one per period (`reportPeriod` and the like) where a request may not hold several. They
 * follow each other without a gap and without an overlap. A window that begins or ends within a period keeps that part:
 * `validateRequest` says what becomes of it. All in UTC.
 *
 * @param from A Date, or ISO 8601 with time and zone.
 * @param to Likewise; not before `from`.
 * @param reportOptions The options of the request: they may name the period.
 * @returns The whole window for a report type without a limit, or one that the catalogue does not know; none for an
 * empty window.
 * @throws TypeError when one of them is no instant, or `to` lies before `from`.
 */
export function splitWindow(
  reportType: string,
  from: Date | string,
  to: Date | string,
  reportOptions: Readonly<Record<string, string | undefined>> = {},
): Window[] {
  const start = readInstant('from', from)
  const end = readInstant('to', to)
  if (end < start) throw new TypeError('to must not lie before from')
  const nextCut = cutter(reportTypeFacts(reportType)?.window, reportOptions)
  const windows: Window[] = []
  for (let at = start; at < end; ) {
    const cut = Math.min(nextCut(at), end)
    windows.push({ from: new Date(at), to: new Date(cut) })
    at = cut
  }
  return windows
}

/** The period that a request sums its data by. */
export function periodOf(
  { periodOption }: WindowFacts,
  reportOptions: Readonly<Record<string, string | undefined>>,
): Period | undefined {
  return periodOption === undefined ? undefined : readPeriod(reportOptions[periodOption])
}

type NextCut = (at: number) => number

function cutter(window: WindowFacts | undefined, reportOptions: Readonly<Record<string, string | undefined>>): NextCut {
  if (window === undefined) return () => Number.POSITIVE_INFINITY
  const period = periodOf(window, reportOptions)
  if (period !== undefined && window.periods === 'one') return (at) => endOfPeriod(period, at)
  const { longest } = window
  if (longest === undefined) return () => Number.POSITIVE_INFINITY
  return (at) => {
    const limit = limitOf(longest, window.wholeDays === true ? startOfPeriod('DAY', at) : at)
    // A cut within a period would lose that period, or have it twice.
    const aligned = period === undefined ? limit : startOfPeriod(period, limit)
    return aligned > at ? aligned : limit
  }
}

function limitOf(longest: Span, at: number): number {
  const limit = moved(at, longest, 1)
  if (!('months' in longest)) return limit
  const first = startOfPeriod('MONTH', limit)
  return first > at ? first : limit
}
