import { marketplaces as known } from '../marketplaces.ts'
import type { ReportTypeFacts } from '../report-type-facts.ts'
import type { Remark } from './validation-result.ts'

const codes: ReadonlyMap<string, string> = new Map(Object.values(known).map(({ countryCode, id }) => [id, countryCode]))

export function validateMarketplaces({ marketplaces, assumed }: ReportTypeFacts, ids: readonly string[]): Remark[] {
  if (marketplaces === undefined) return []
  const { most = ids.length, more, only } = marketplaces
  const remarks: Remark[] = []
  if (ids.length > most) {
    const ignored = more === 'ignored' ? `, and Amazon takes the first ${most === 1 ? 'one' : most} only` : ''
    const reason = `One report is of at most ${most} marketplace${most === 1 ? '' : 's'}${ignored}`
    const refused = more === 'refused' && assumed?.includes('marketplaces') !== true
    remarks.push({ code: 'TOO_MANY_MARKETPLACES', reason, suggestion: 'Ask for each marketplace by itself', refused })
  }
  const elsewhere = only === undefined ? [] : unknownTo(only, ids)
  if (only !== undefined && elsewhere.length > 0) {
    const reason = `The report type is not documented for ${elsewhere.join(', ')}`
    remarks.push({ code: 'NOT_IN_MARKETPLACE', reason, suggestion: `It exists for ${only.join(', ')}`, refused: false })
  }
  return remarks
}

/** Ids that no country code belongs to are passed: they may be new. */
function unknownTo(only: readonly string[], ids: readonly string[]): string[] {
  return ids.flatMap((id) => {
    const code = codes.get(id)
    return code === undefined || only.includes(code) ? [] : [code]
  })
}
