import { reportTypeFacts, reportTypes } from '@reportline/report-types'
import type { Progress } from './output/progress.ts'

/** Returns the known report types whose names have most of the words of a name, at most three. */
export function similarTypes(name: string): string[] {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 3)
  const scored = reportTypes()
    .map(({ reportType: type }) => ({ type, score: words.filter((word) => type.toLowerCase().includes(word)).length }))
    .filter(({ score }) => score > words.length / 2)
    .sort((a, b) => b.score - a.score)
  return scored.slice(0, 3).map(({ type }) => type)
}

/** Notes which report types are not in the catalogue, because they may be misspelt. Amazon may know them nevertheless. */
export function noteUnknownTypes(types: readonly string[], progress: Pick<Progress, 'note'>): void {
  for (const type of types) {
    if (reportTypeFacts(type) !== undefined) continue
    const names = similarTypes(type)
    const hint = names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`
    progress.note(`The catalogue does not have ${type}.${hint}`)
  }
}
