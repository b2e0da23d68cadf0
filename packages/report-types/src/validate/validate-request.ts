import { reportTypeFacts } from '../catalogue.ts'
import { findMarketplace } from '../marketplaces.ts'
import type { OptionFacts } from '../option-facts.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import { validateWindow } from './validate-window.ts'
import type {
  RequestToValidate,
  UnsourcedIssue,
  ValidationCode,
  ValidationIssue,
  ValidationResult,
} from './validation-result.ts'

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
  const replacement = successor ?? alternative
  return [
    {
      code: 'REMOVED',
      reason: `${reportType} ${describeRemoval(date, isRemoved)}`,
      suggestion: replacement === undefined ? 'No source names a replacement' : `Use ${replacement}`,
      severity: isRemoved ? 'error' : 'warning',
    },
  ]
}

function describeRemoval(date: string | undefined, isRemoved: boolean): string {
  if (date === undefined) return 'has been removed'
  return isRemoved ? `was removed on ${date}` : `will be removed on ${date}`
}

type OptionValues = Readonly<Record<string, string | undefined>>
type KnownOptions = Readonly<Record<string, OptionFacts>>

function validateOptions({ options, optionSets }: ReportTypeFacts, given: OptionValues): UnsourcedIssue[] {
  if (options === undefined) return []
  return [
    ...Object.entries(given).flatMap(([name, value]) => validateOption(options, name, value)),
    ...missingOptions(options, given),
    ...missingSet(optionSets, given),
  ]
}

function validateOption(options: KnownOptions, name: string, value: string | undefined): UnsourcedIssue[] {
  if (value === undefined) return []
  const facts = Object.hasOwn(options, name) ? options[name] : undefined
  if (facts === undefined) return [unknownOption(Object.keys(options), name)]
  return [...validateValues(facts, name, value), ...validateValueLength(facts, name, value)]
}

function validateValues({ values, separator }: OptionFacts, name: string, value: string): UnsourcedIssue[] {
  if (values === undefined) return []
  const parts = separator === undefined ? [value] : value.split(separator).map((part) => part.trim())
  if (parts.every((part) => values.includes(part))) return []
  const suggestion = `Use one of the documented values: ${values.join(', ')}`
  return [warning('UNKNOWN_VALUE', `The value of the option ${name} is not documented`, suggestion)]
}

function validateValueLength({ maxLength, separator }: OptionFacts, name: string, value: string): UnsourcedIssue[] {
  if (maxLength === undefined || value.length <= maxLength) return []
  const reason = `The option ${name} has ${value.length} characters, and Amazon accepts at most ${maxLength}`
  const suggestion = separator === undefined ? `Shorten ${name}` : `Divide the values of ${name} among several requests`
  return [warning('VALUE_TOO_LONG', reason, suggestion)]
}

function unknownOption(names: readonly string[], name: string): UnsourcedIssue {
  const similar = names.find((known) => known.toLowerCase() === name.toLowerCase())
  const hint = similar === undefined ? '' : `Did you mean ${similar}? `
  const suggestion = `${hint}Documented options: ${names.join(', ')}`
  return warning('UNKNOWN_OPTION', `The option ${name} is not documented`, suggestion)
}

function missingOptions(options: KnownOptions, given: OptionValues): UnsourcedIssue[] {
  return Object.entries(options).flatMap(([name, { required, values }]) => {
    if (required !== true || given[name] !== undefined) return []
    const suggestion = values === undefined ? `Set ${name}` : `Set ${name} to one of: ${values.join(', ')}`
    return [warning('MISSING_OPTION', `The option ${name} is required`, suggestion)]
  })
}

function missingSet(sets: ReportTypeFacts['optionSets'], given: OptionValues): UnsourcedIssue[] {
  if (sets === undefined || sets.some((set) => set.every((name) => given[name] !== undefined))) return []
  const suggestion = `Set ${sets.map((set) => set.join(' and ')).join(', or ')}`
  return [warning('MISSING_OPTION', 'The request does not contain a complete set of options', suggestion)]
}

function warning(code: ValidationCode, reason: string, suggestion: string): UnsourcedIssue {
  return { code, reason, suggestion, severity: 'warning' }
}

function validateMarketplaces(facts: ReportTypeFacts, ids: readonly string[]): UnsourcedIssue[] {
  return [...validateCount(facts, ids), ...validateCountries(facts, ids)]
}

function validateCount({ marketplaces, assumed }: ReportTypeFacts, ids: readonly string[]): UnsourcedIssue[] {
  const { maxCount = ids.length, ifMore } = marketplaces ?? {}
  if (ids.length <= maxCount) return []
  const limit = `A report covers at most ${maxCount} ${maxCount === 1 ? 'marketplace' : 'marketplaces'}`
  const ignored = ` and Amazon ignores all but the first ${maxCount === 1 ? 'one' : maxCount}`
  const isError = ifMore === 'refused' && assumed?.includes('marketplaces') !== true
  return [
    {
      code: 'TOO_MANY_MARKETPLACES',
      reason: ifMore === 'ignored' ? limit + ignored : limit,
      suggestion: 'Request a separate report for each marketplace',
      severity: isError ? 'error' : 'warning',
    },
  ]
}

/** An unknown id may be a new marketplace, so it is no issue. */
function validateCountries({ marketplaces }: ReportTypeFacts, ids: readonly string[]): UnsourcedIssue[] {
  const countries: readonly string[] | undefined = marketplaces?.countries
  if (countries === undefined) return []
  const undocumented = ids.flatMap((id) => {
    const code = findMarketplace(id)?.countryCode
    return code === undefined || countries.includes(code) ? [] : [code]
  })
  if (undocumented.length === 0) return []
  return [
    {
      code: 'NOT_IN_MARKETPLACE',
      reason: `The report type is not documented for ${undocumented.join(', ')}`,
      suggestion: `Use one of the documented marketplaces: ${countries.join(', ')}`,
      severity: 'warning',
    },
  ]
}
