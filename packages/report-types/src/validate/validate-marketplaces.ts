import { findMarketplace } from '../marketplaces.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import type { UnsourcedIssue } from './validation-result.ts'

export function validateMarketplaces(facts: ReportTypeFacts, ids: readonly string[]): UnsourcedIssue[] {
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
