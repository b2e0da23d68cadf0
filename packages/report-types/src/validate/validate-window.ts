import { day, formatDuration } from '../duration.ts'
import { readInstant } from '../instant.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import { endOfPeriod, readPeriod, startOfPeriod } from '../windows/period.ts'
import { addDuration, periodOf } from '../windows/split-window.ts'
import type { RequestToValidate, UnsourcedIssue } from './validation-result.ts'

/** A window in milliseconds since 1970-01-01 UTC. */
interface WindowMs {
  readonly start: number
  readonly end: number
}

/** @param now Milliseconds since 1970-01-01 UTC. */
export function validateWindow(facts: ReportTypeFacts, request: RequestToValidate, now: number): UnsourcedIssue[] {
  const { window = {} } = facts
  if (request.from === undefined) return window.required === true ? [missingWindow(facts.reportType)] : []
  const start = readInstant('from', request.from)
  const end = request.to === undefined ? now : readInstant('to', request.to)
  if (start >= end) return [emptyWindow]
  return [
    ...validateLength(facts, { start, end }),
    ...validatePeriods(facts, request, { start, end }),
    ...validateSummedRecords(facts, request, { start, end }),
    ...validateAvailability(facts, { start, end }, now),
  ]
}

const emptyWindow: UnsourcedIssue = {
  code: 'WINDOW_EMPTY',
  reason: 'The window is empty: to is not later than from',
  suggestion: 'Set to to a later time than from. to is exclusive',
  severity: 'warning',
}

function missingWindow(reportType: string): UnsourcedIssue {
  return {
    code: 'WINDOW_MISSING',
    reason: `${reportType} needs a window`,
    suggestion: 'Set from and to',
    severity: 'warning',
  }
}

const consequences = {
  refused: 'Amazon refuses a longer window',
  empty: 'Amazon returns an empty report for a longer window',
  cancelled: 'Amazon cancels the report if the window is longer',
  shortened: 'Amazon shortens a longer window',
} as const

function validateLength({ window = {}, assumed }: ReportTypeFacts, { start, end }: WindowMs): UnsourcedIssue[] {
  const { maxLength, ifLonger = 'refused', minLength } = window
  const issues: UnsourcedIssue[] = []
  if (maxLength !== undefined && end > addDuration(start, maxLength, 1)) {
    const isWarning = assumed?.includes('window') === true || ifLonger === 'shortened'
    issues.push({
      code: 'WINDOW_TOO_LONG',
      reason: `The maximum length of a window is ${formatDuration(maxLength)}: ${consequences[ifLonger]}`,
      suggestion: 'Split the window with splitWindow',
      severity: isWarning ? 'warning' : 'error',
    })
  }
  if (minLength !== undefined && end < addDuration(start, minLength, 1)) {
    issues.push({
      code: 'WINDOW_TOO_SHORT',
      reason: `The minimum length of a window is ${formatDuration(minLength)}`,
      suggestion: 'Set an earlier from',
      severity: 'warning',
    })
  }
  return issues
}

function validatePeriods(
  { window = {}, assumed }: ReportTypeFacts,
  { reportOptions = {} }: RequestToValidate,
  { start, end }: WindowMs,
): UnsourcedIssue[] {
  const period = periodOf(window, reportOptions)
  if (period === undefined) return []
  const isAssumed = assumed?.includes('window') === true
  const until = window.wholeDays === true ? Math.ceil(end / day) * day : end
  const unit = period.toLowerCase()
  const issues: UnsourcedIssue[] = []
  if (window.periodsPerRequest === 'one' && until > endOfPeriod(period, start)) {
    issues.push({
      code: 'SEVERAL_PERIODS',
      reason: `A request can cover only one ${unit}`,
      suggestion: 'Split the window with splitWindow',
      severity: isAssumed ? 'warning' : 'error',
    })
  }
  const isPartial = startOfPeriod(period, start) !== start || startOfPeriod(period, until) !== until
  if (isPartial && window.ifPartialPeriod !== undefined) {
    issues.push({
      code: 'PARTIAL_PERIOD',
      reason: `The window does not start and end with a whole ${unit}${period === 'WEEK' ? ' (Sunday to Saturday)' : ''}`,
      suggestion: `Set from and to to the start of a ${unit}, in UTC`,
      severity: isAssumed || window.ifPartialPeriod !== 'refused' ? 'warning' : 'error',
    })
  }
  return issues
}

/** The totals of several periods look like those of one period, so this is easy to miss. */
function validateSummedRecords(
  { window = {}, options = {} }: ReportTypeFacts,
  { reportOptions = {} }: RequestToValidate,
  { start, end }: WindowMs,
): UnsourcedIssue[] {
  const { summedRecords, periodOption } = window
  if (summedRecords === undefined || periodOption === undefined) return []
  const period = readPeriod(reportOptions[periodOption] ?? options[periodOption]?.default)
  if (period === undefined || end <= endOfPeriod(period, start)) return []
  const unit = period.toLowerCase()
  return [
    {
      code: 'SUMMED_PERIODS',
      reason: `The records of ${summedRecords} are totals of the whole window, not of each ${unit}`,
      suggestion: `Request one ${unit} at a time if you need those records for each ${unit}`,
      severity: 'warning',
    },
  ]
}

function validateAvailability(facts: ReportTypeFacts, { start, end }: WindowMs, now: number): UnsourcedIssue[] {
  const { window = {}, dataDelay } = facts
  const issues: UnsourcedIssue[] = []
  if (end > now) {
    issues.push({
      code: 'WINDOW_IN_FUTURE',
      reason: 'The window ends in the future',
      suggestion: 'Set to to the current time or earlier',
      severity: 'warning',
    })
  } else if (dataDelay !== undefined && end > addDuration(now, dataDelay, -1)) {
    const availableAt = new Date(addDuration(end, dataDelay, 1)).toISOString()
    issues.push({
      code: 'DATA_NOT_YET_AVAILABLE',
      reason: `Data can be up to ${formatDuration(dataDelay)} late`,
      suggestion: `Request the report after ${availableAt}, or request it again later`,
      severity: 'warning',
    })
  }
  const { lookBack } = window
  if (lookBack !== undefined && start < addDuration(now, lookBack, -1)) {
    issues.push({
      code: 'WINDOW_TOO_EARLY',
      reason: `Data is available for the last ${formatDuration(lookBack)} only`,
      suggestion: 'Set a later from',
      severity: 'warning',
    })
  }
  return issues
}
