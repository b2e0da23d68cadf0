import { readInstant } from '../instant.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import type { WindowFacts } from '../window-facts.ts'
import { endOfPeriod, type Period, startOfPeriod } from '../windows/period.ts'
import { periodOf } from '../windows/split-window.ts'
import { day, moved, spanInWords } from '../windows/time-span.ts'
import type { Remark, RequestToValidate } from './validation-result.ts'

/** A window of which the end may be missing: now, then. */
interface Asked {
  readonly start: number
  readonly end: number
}

/** @param now Milliseconds since 1970-01-01 UTC. */
export function validateWindow(facts: ReportTypeFacts, request: RequestToValidate, now: number): Remark[] {
  const { window = {} } = facts
  if (request.from === undefined) return window.required === true ? [missing(facts.reportType)] : []
  const start = readInstant('from', request.from)
  const end = request.to === undefined ? now : readInstant('to', request.to)
  if (start >= end) {
    const reason = 'The window is empty: to does not lie after from'
    return [
      {
        code: 'WINDOW_EMPTY',
        reason,
        suggestion: 'Let to lie after from; to itself does not belong to it',
        refused: false,
      },
    ]
  }
  const certain = facts.assumed?.includes('window') !== true
  return [
    ...validateLength(window, { start, end }, certain),
    ...validatePeriods(window, { start, end }, periodOf(window, request.reportOptions ?? {}), certain),
    ...validateAge(facts, { start, end }, now),
  ]
}

function missing(reportType: string): Remark {
  const reason = `${reportType} wants a window`
  return { code: 'WINDOW_MISSING', reason, suggestion: 'Give from and to', refused: false }
}

const fate = {
  refused: 'Amazon refuses a longer window',
  empty: 'Amazon answers a longer window with an empty report',
  cancelled: 'Amazon cancels the report of a longer window',
  shortened: 'Amazon shortens a longer window by itself',
} as const

function validateLength(
  { longest, longer = 'refused', shortest }: WindowFacts,
  asked: Asked,
  certain: boolean,
): Remark[] {
  const remarks: Remark[] = []
  if (longest !== undefined && asked.end > moved(asked.start, longest, 1)) {
    const reason = `A window is at most ${spanInWords(longest)} long: ${fate[longer]}`
    const refused = certain && longer !== 'shortened'
    remarks.push({ code: 'WINDOW_TOO_LONG', reason, suggestion: 'Split it with splitWindow', refused })
  }
  if (shortest !== undefined && asked.end < moved(asked.start, shortest, 1)) {
    const reason = `A window is at least ${spanInWords(shortest)} long`
    remarks.push({ code: 'WINDOW_TOO_SHORT', reason, suggestion: 'Begin earlier', refused: false })
  }
  return remarks
}

function validatePeriods(
  window: WindowFacts,
  { start, end }: Asked,
  period: Period | undefined,
  certain: boolean,
): Remark[] {
  if (period === undefined) return []
  const until = window.wholeDays === true ? Math.ceil(end / day) * day : end
  const remarks: Remark[] = []
  const unit = period.toLowerCase()
  if (window.periods === 'one' && until > endOfPeriod(period, start)) {
    const reason = `One request holds one ${unit}`
    remarks.push({ code: 'SEVERAL_PERIODS', reason, suggestion: 'Split it with splitWindow', refused: certain })
  }
  const { partialPeriods } = window
  const isPartial = startOfPeriod(period, start) !== start || startOfPeriod(period, until) !== until
  if (isPartial && partialPeriods !== undefined) {
    const reason = `The window does not begin and end with a whole ${unit}${period === 'WEEK' ? ' (Sunday to Saturday)' : ''}`
    const suggestion = `Begin and end at the first instant of a ${unit}, in UTC`
    remarks.push({ code: 'PARTIAL_PERIOD', reason, suggestion, refused: certain && partialPeriods === 'refused' })
  }
  return remarks
}

function validateAge({ window = {}, delay }: ReportTypeFacts, { start, end }: Asked, now: number): Remark[] {
  const remarks: Remark[] = []
  if (end > now) {
    const reason = 'The window ends in the future'
    remarks.push({ code: 'WINDOW_IN_THE_FUTURE', reason, suggestion: 'Let it end now or earlier', refused: false })
  } else if (delay !== undefined && end > moved(now, delay, -1)) {
    const reason = `Data may come up to ${spanInWords(delay)} late`
    const suggestion = `Ask after ${new Date(moved(end, delay, 1)).toISOString()}, or again later`
    remarks.push({ code: 'DATA_NOT_THERE_YET', reason, suggestion, refused: false })
  }
  const { lookBack } = window
  if (lookBack !== undefined && start < moved(now, lookBack, -1)) {
    const reason = `The data goes back ${spanInWords(lookBack)}`
    remarks.push({ code: 'WINDOW_TOO_EARLY', reason, suggestion: 'Begin later', refused: false })
  }
  return remarks
}
