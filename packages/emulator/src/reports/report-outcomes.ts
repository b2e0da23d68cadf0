import { type DocumentContent, readDocumentContent } from '../documents/document-content.ts'
import { fields, list, oneOf, optional, text, wrong } from '../input/fields.ts'
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
    return this.seededEnding(request) ?? this.#builtIn(request) ?? { processingStatus: 'CANCELLED' }
  }

  /** The ending that was set up; undefined where none was. */
  seededEnding(request: AskedFor): ReportEnding | undefined {
    const seed = this.#seeds.find(
      ({ reportType, marketplaceId }) =>
        reportType === request.reportType &&
        (marketplaceId === undefined || request.marketplaceIds.includes(marketplaceId)),
    )
    if (seed === undefined) return undefined
    const { processingStatus = 'DONE', document } = seed
    return { processingStatus, ...(document === undefined ? {} : { document }) }
  }
}

/** The names that an API has for the ways in which a report ends. */
export type EndingNames = Readonly<Record<ReportEnding['processingStatus'], string>>

const ownNames: EndingNames = { CANCELLED: 'CANCELLED', DONE: 'DONE', FATAL: 'FATAL' }

/** @throws TypeError that names the field which is wrong. */
export function readReportTypes(value: unknown, at: string, names: EndingNames = ownNames): ReportTypeSeed[] {
  return list(value, at, (item, place) => {
    const given = fields(item, place, ['reportType', 'marketplaceId', 'processingStatus', 'document'])
    text(given.reportType, `${place}.reportType`)
    optional(given.marketplaceId, (id) => text(id, `${place}.marketplaceId`))
    const status = readEnding(given.processingStatus, `${place}.processingStatus`, names)
    optional(given.document, (document) => readDocumentContent(document, `${place}.document`))
    const documented = status === 'FATAL' ? undefined : status !== 'CANCELLED'
    if (documented !== undefined && documented !== (given.document !== undefined)) {
      throw wrong(
        `${place}.document`,
        documented ? `given for a report that is ${names.DONE}` : 'left out: a report that is CANCELLED has none',
        given.document,
      )
    }
    return { ...given, processingStatus: status } as unknown as ReportTypeSeed
  })
}

function readEnding(value: unknown, at: string, names: EndingNames): ReportEnding['processingStatus'] {
  const name = optional(value, (given) => oneOf(given, at, Object.values(names))) ?? names.DONE
  return name === names.CANCELLED ? 'CANCELLED' : name === names.FATAL ? 'FATAL' : 'DONE'
}
