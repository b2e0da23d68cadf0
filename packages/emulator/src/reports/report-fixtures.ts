import type { Definition } from '../contract/load-contract.ts'
import { type DocumentContent, readDocumentContent } from '../documents/document-content.ts'
import { fields, list, optional, path } from '../input/fields.ts'
import type { AnyReport, Report } from './stored-report.ts'
import { timestamp } from './timestamp.ts'

/** A report that is set up: the API's own fields, answered with as they are given. */
export interface ReportSeed extends SeedOf<Report> {}

/** A report of any API that is set up. */
export type SeedOf<R extends AnyReport> = Omit<R, 'createdTime'> & {
  /** Now, if left out. */
  readonly createdTime?: string
  /** What the document with the report's `reportDocumentId` holds. */
  readonly document?: DocumentContent
}

/**
 * @param now The time in the API's own form.
 * @throws TypeError that names the field which breaks the API's definition of a report.
 */
export function readReportSeeds<R extends AnyReport = Report>(
  value: unknown,
  at: string,
  definition: Definition,
  now = timestamp(0),
): SeedOf<R>[] {
  return list(value, at, (item, place) => {
    const { document, ...report } = fields(item, place, [...definition.properties, 'document'])
    fits(definition, { createdTime: now, ...report }, place)
    const content = optional(document, (given) => readDocumentContent(given, `${place}.document`))
    if (content !== undefined && report.reportDocumentId === undefined) {
      throw new TypeError(`${place}.reportDocumentId is missing: the document needs it`)
    }
    return { ...report, ...(content === undefined ? {} : { document: content }) } as unknown as SeedOf<R>
  })
}

/** Holds a resource that is set up against its definition in the specification. */
export function fits(definition: Definition, value: unknown, at: string): void {
  const [error] = definition.check(value)
  if (error === undefined) return
  if (error.keyword === 'required') {
    throw new TypeError(`${path(at, String(error.params.missingProperty))} is missing`)
  }
  const place = error.instancePath.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')
  const choices = Array.isArray(error.params.allowedValues) ? `: ${error.params.allowedValues.join(', ')}` : ''
  throw new TypeError(`${at}${place} ${error.message ?? 'does not fit the specification'}${choices}`)
}
