import { reportTypeFacts } from '../catalogue.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import { validateMarketplaces } from './validate-marketplaces.ts'
import { validateOptions } from './validate-options.ts'
import { validateWindow } from './validate-window.ts'
import type { RequestToValidate, UnsourcedIssue, ValidationIssue, ValidationResult } from './validation-result.ts'

/**
 * Checks a request against the catalogue. It sends nothing, and it does not stop you from sending the request: the
 * catalogue may be wrong or out of date. A report type that is not in the catalogue has no issues.
 *
 * @param request The report type, and the other fields of the request that are known. `now` defaults to the current time.
 * @returns `errors`: Amazon refuses the request, or returns no data for it. `warnings`: everything else that looks wrong.
 *   Each issue has a `code`, a `reason`, a `suggestion` and the sources.
 * @throws TypeError if `from` or `to` is not an instant, as `readInstant` reads it.
 *
 * @example
 * ```ts
 * const { errors } = validateRequest({ reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' })
 * errors[0]?.code // 'MADE_BY_AMAZON'
 * ```
 */
export function validateRequest(request: RequestToValidate): ValidationResult {
  const facts = reportTypeFacts(request.reportType)
  if (facts === undefined) return { errors: [], warnings: [] }
  const now = request.now ?? new Date()
  const issues = [
    ...validateCreation(facts, request.schedule === true),
    ...validateRemoval(facts, now),
    // Each report of a schedule has its own window.
    ...(request.schedule === true ? [] : validateWindow(facts, request, now.getTime())),
    ...validateOptions(facts, request.reportOptions ?? {}),
    ...validateMarketplaces(facts, request.marketplaceIds ?? []),
  ]
  const withSources = ({ severity: _, ...issue }: UnsourcedIssue): ValidationIssue => ({
    ...issue,
    sources: facts.sources,
  })
  return {
    errors: issues.filter(({ severity }) => severity === 'error').map(withSources),
    warnings: issues.filter(({ severity }) => severity === 'warning').map(withSources),
  }
}

function validateCreation(facts: ReportTypeFacts, schedule: boolean): UnsourcedIssue[] {
  if (schedule ? facts.schedulable : facts.requestable) return []
  const isAssumed = facts.assumed?.includes(schedule ? 'schedulable' : 'requestable') === true
  return [{ ...creationIssue(facts), severity: isAssumed ? 'warning' : 'error' }]
}

function creationIssue({ reportType, requestable, schedulable }: ReportTypeFacts): Omit<UnsourcedIssue, 'severity'> {
  if (requestable) {
    return {
      code: 'NOT_SCHEDULABLE',
      reason: `${reportType} cannot be scheduled`,
      suggestion: 'Request each report with run',
    }
  }
  if (schedulable) {
    return {
      code: 'SCHEDULE_ONLY',
      reason: `${reportType} cannot be requested, only scheduled`,
      suggestion: 'Create a schedule and get its reports with collect',
    }
  }
  return {
    code: 'MADE_BY_AMAZON',
    reason: `${reportType} cannot be requested or scheduled: it is created by Amazon, or in Seller Central`,
    suggestion: 'Get the finished reports with collect',
  }
}

function validateRemoval({ reportType, removed }: ReportTypeFacts, now: Date): UnsourcedIssue[] {
  if (removed === undefined) return []
  const { date, successor, alternative } = removed
  const isRemoved = date !== undefined && date <= now.toISOString().slice(0, 10)
  const tense = isRemoved ? 'was' : 'will be'
  const replacement = successor ?? alternative
  return [
    {
      code: 'REMOVED',
      reason: date === undefined ? `${reportType} has been replaced` : `${reportType} ${tense} removed on ${date}`,
      suggestion: replacement === undefined ? 'No source names a replacement' : `Use ${replacement}`,
      severity: isRemoved ? 'error' : 'warning',
    },
  ]
}
