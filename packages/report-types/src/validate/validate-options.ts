import type { OptionFacts } from '../option-facts.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import type { UnsourcedIssue, ValidationCode } from './validation-result.ts'

type OptionValues = Readonly<Record<string, string | undefined>>
type KnownOptions = Readonly<Record<string, OptionFacts>>

export function validateOptions({ options, optionSets }: ReportTypeFacts, given: OptionValues): UnsourcedIssue[] {
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
  const { values, separator } = facts
  if (values === undefined) return []
  const parts = separator === undefined ? [value] : value.split(separator).map((part) => part.trim())
  if (parts.every((part) => values.includes(part))) return []
  const suggestion = `Use one of the documented values: ${values.join(', ')}`
  return [warning('UNKNOWN_VALUE', `The value of the option ${name} is not documented`, suggestion)]
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
