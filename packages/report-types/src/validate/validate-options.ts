import type { OptionFacts } from '../option-facts.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import type { Remark } from './validation-result.ts'

type Options = Readonly<Record<string, string | undefined>>

export function validateOptions({ options, optionSets }: ReportTypeFacts, given: Options): Remark[] {
  if (options === undefined) return []
  return [
    ...Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : validateOption(options, name, value),
    ),
    ...missingOptions(options, given),
    ...missingSet(optionSets, given),
  ]
}

function validateOption(options: Readonly<Record<string, OptionFacts>>, name: string, value: string): Remark[] {
  const facts = Object.hasOwn(options, name) ? options[name] : undefined
  if (facts === undefined) {
    const near = Object.keys(options).find((known) => known.toLowerCase() === name.toLowerCase())
    const suggestion = `${near === undefined ? '' : `Did you mean ${near}? `}Known: ${Object.keys(options).join(', ')}`
    return [{ code: 'UNKNOWN_OPTION', reason: `The option ${name} is not documented`, suggestion, refused: false }]
  }
  const { values, separator } = facts
  if (values === undefined) return []
  const parts = separator === undefined ? [value] : value.split(separator).map((part) => part.trim())
  if (parts.every((part) => values.includes(part))) return []
  const reason = `The option ${name} has a value that is not documented`
  return [{ code: 'UNKNOWN_VALUE', reason, suggestion: `Documented: ${values.join(', ')}`, refused: false }]
}

function missingOptions(options: Readonly<Record<string, OptionFacts>>, given: Options): Remark[] {
  return Object.entries(options).flatMap(([name, { required, values }]): Remark[] => {
    if (required !== true || given[name] !== undefined) return []
    const suggestion = values === undefined ? `Give ${name}` : `Give ${name}: ${values.join(', ')}`
    return [{ code: 'MISSING_OPTION', reason: `The option ${name} is required`, suggestion, refused: false }]
  })
}

function missingSet(sets: readonly (readonly string[])[] | undefined, given: Options): Remark[] {
  if (sets === undefined || sets.some((set) => set.every((name) => given[name] !== undefined))) return []
  const suggestion = `Give ${sets.map((set) => set.join(' and ')).join(', or ')}`
  return [{ code: 'MISSING_OPTION', reason: 'Options that belong together are missing', suggestion, refused: false }]
}
