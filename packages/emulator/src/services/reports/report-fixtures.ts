import type { Definition } from '../../contract/load-contract.ts'
import { type DocumentContent, readDocumentContent } from '../../documents/document-content.ts'
import { readList, readObject, readOptional } from '../../input/fields.ts'
import { checkDefinition } from '../fixture-key.ts'
import type { AnyReport, Report } from './stored-report.ts'
import { timestamp } from './timestamp.ts'

/** A report to add, with the fields of the API. The API returns it unchanged. */
export interface ReportFixture extends FixtureOf<Report> {}

/** A report of any API to add. */
export type FixtureOf<R extends AnyReport> = Omit<R, 'createdTime'> & {
  /** Defaults to the current time. */
  readonly createdTime?: string
  /** The content of the document with the report's `reportDocumentId`. */
  readonly document?: DocumentContent
}

/**
 * Reads reports to add.
 *
 * @param exampleTime A time in the API's format, used to validate a report without `createdTime`.
 * @throws TypeError that names the field that violates the API's definition of a report.
 */
export function readReportFixtures<R extends AnyReport = Report>(
  value: unknown,
  path: string,
  definition: Definition,
  exampleTime = timestamp(0),
): FixtureOf<R>[] {
  return readList(value, path, (item, itemPath) => {
    const { document, ...report } = readObject(item, itemPath, [...definition.properties, 'document'])
    checkDefinition(definition, { createdTime: exampleTime, ...report }, itemPath)
    const content = readOptional(document, (fields) => readDocumentContent(fields, `${itemPath}.document`))
    if (content !== undefined && report.reportDocumentId === undefined) {
      throw new TypeError(`${itemPath}.reportDocumentId is missing: the document requires it`)
    }
    return { ...report, ...(content === undefined ? {} : { document: content }) } as unknown as FixtureOf<R>
  })
}
