import { type DocumentContent, readDocumentContent } from '../documents/document-content.ts'
import { fields, list, oneOf, optional, text, wrong } from '../fields.ts'
import type { ReportEnding } from './stored-report.ts'

/** How reports of a type end that are asked for from then on. */
export interface ReportTypeSeed {
  readonly reportType: string
  /** Only for reports of this marketplace; for all, if left out. */
  readonly marketplaceId?: string
  /** DONE, if left out: then a `document` is needed. */
  readonly processingStatus?: 'CANCELLED' | 'DONE' | 'FATAL'
  readonly document?: DocumentContent
}

/** What is asked for, as far as the ending depends on it. */
export interface AskedFor {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>>
}

/** The ending that Amazon's own data gives a report; undefined for no data. */
export type BuiltInEnding = (request: AskedFor) => ReportEnding | undefined

/** Decides how the work on a report ends. */
export class ReportEndings {
  readonly #builtIn: BuiltInEnding
  readonly #seeds: ReportTypeSeed[] = []

  constructor(builtIn: BuiltInEnding) {
    this.#builtIn = builtIn
  }

  /** What is added last counts first. */
  add(seeds: readonly ReportTypeSeed[]): void {
    this.#seeds.unshift(...seeds.toReversed())
  }

  /** A report without data ends CANCELLED, as Amazon's do. */
  endingOf(request: AskedFor): ReportEnding {
    const seed = this.#seeds.find(
      ({ reportType, marketplaceId }) =>
        reportType === request.reportType &&
        (marketplaceId === undefined || request.marketplaceIds.includes(marketplaceId)),
    )
    if (seed === undefined) return this.#builtIn(request) ?? { processingStatus: 'CANCELLED' }
    const { processingStatus = 'DONE', document } = seed
    return { processingStatus, ...(document === undefined ? {} : { document }) }
  }
}

/** @throws TypeError that names the field which is wrong. */
export function readReportTypes(value: unknown, at: string): ReportTypeSeed[] {
  return list(value, at, (item, place) => {
    const given = fields(item, place, ['reportType', 'marketplaceId', 'processingStatus', 'document'])
    text(given.reportType, `${place}.reportType`)
    optional(given.marketplaceId, (id) => text(id, `${place}.marketplaceId`))
    const status = optional(given.processingStatus, (name) =>
      oneOf(name, `${place}.processingStatus`, ['CANCELLED', 'DONE', 'FATAL']),
    )
    optional(given.document, (document) => readDocumentContent(document, `${place}.document`))
    const documented = status === 'FATAL' ? undefined : status !== 'CANCELLED'
    if (documented !== undefined && documented !== (given.document !== undefined)) {
      throw wrong(
        `${place}.document`,
        documented ? 'given for a report that is DONE' : 'left out: a report that is CANCELLED has none',
        given.document,
      )
    }
    return given as unknown as ReportTypeSeed
  })
}
