import { reportTypeFacts } from '../catalogue.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import { validateMarketplaces } from './validate-marketplaces.ts'
import { validateOptions } from './validate-options.ts'
import { validateWindow } from './validate-window.ts'
import type { Finding, Remark, RequestToValidate, ValidationResult } from './validation-result.ts'

/**
 * Says what the catalogue knows against a request. It sends nothing, and decides nothing: the catalogue may be wrong or
 * old, so a caller may ask all the same. A report type that the catalogue does not know has no findings.
 *
 * @throws TypeError when `from` or `to` is no instant.
 */
export function validateRequest(request: RequestToValidate): ValidationResult {
  const facts = reportTypeFacts(request.reportType)
  if (facts === undefined) return { refusals: [], warnings: [] }
  const now = request.now ?? new Date()
  const remarks = [
    ...validateMaking(facts, request.schedule === true),
    ...validateRemoval(facts, now),
    // A schedule's reports have windows of their own.
    ...(request.schedule === true ? [] : validateWindow(facts, request, now.getTime())),
    ...validateOptions(facts, request.reportOptions ?? {}),
    ...validateMarketplaces(facts, request.marketplaceIds ?? []),
  ]
  const finding = ({ refused: _, ...rest }: Remark): Finding => ({ ...rest, sources: facts.sources })
  return {
    refusals: remarks.filter(({ refused }) => refused).map(finding),
    warnings: remarks.filter(({ refused }) => !refused).map(finding),
  }
}

function validateMaking(facts: ReportTypeFacts, schedule: boolean): Remark[] {
  const { reportType, requestable, schedulable } = facts
  if (schedule ? schedulable : requestable) return []
  const isAssumed = facts.assumed?.includes(schedule ? 'schedulable' : 'requestable') === true
  return [{ ...whyNot(reportType, requestable, schedulable), refused: !isAssumed }]
}

function whyNot(reportType: string, requestable: boolean, schedulable: boolean): Omit<Remark, 'refused'> {
  if (requestable) {
    const reason = `${reportType} cannot have a schedule`
    return { code: 'NOT_SCHEDULABLE', reason, suggestion: 'Ask for each report by itself, with run' }
  }
  if (schedulable) {
    const reason = `${reportType} cannot be asked for, only scheduled`
    return { code: 'SCHEDULE_ONLY', reason, suggestion: 'Declare a schedule for it, and take its reports with collect' }
  }
  const reason = `${reportType} is made by Amazon, or in Seller Central, and cannot be asked for or scheduled`
  return { code: 'MADE_BY_AMAZON', reason, suggestion: 'Take the finished ones with collect' }
}

function validateRemoval({ reportType, removed }: ReportTypeFacts, now: Date): Remark[] {
  if (removed === undefined) return []
  const { on, successor, instead = 'no other report type: no source names one' } = removed
  const isGone = on !== undefined && on <= now.toISOString().slice(0, 10)
  const when = on === undefined ? 'has been replaced' : isGone ? `was removed on ${on}` : `will be removed on ${on}`
  return [
    { code: 'REMOVED', reason: `${reportType} ${when}`, suggestion: `Use ${successor ?? instead}`, refused: isGone },
  ]
}
