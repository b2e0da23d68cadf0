import { groups } from './groups.ts'
import type { ReportTypeFacts } from './report-type-facts.ts'

/**
 * The day on which the catalogue's data last changed. An archive's manifest notes it, so that it can be told later what
 * was known of a report type when its document was read.
 */
export const catalogueVersion = '2026-11-21'

let byName: ReadonlyMap<string, ReportTypeFacts> | undefined

function catalogue(): ReadonlyMap<string, ReportTypeFacts> {
  byName ??= new Map(
    groups().flatMap(({ api, group, rows }) =>
      Object.entries(rows).map(([reportType, row]): [string, ReportTypeFacts] => [
        reportType,
        { reportType, api, group, ...row },
      ]),
    ),
  )
  return byName
}

/**
 * What is known of a report type.
 *
 * @param reportType As the API names it, for example `GET_MERCHANT_LISTINGS_ALL_DATA`.
 * @returns Undefined for one that is not in the catalogue, which says nothing against it.
 */
export function reportTypeFacts(reportType: string): ReportTypeFacts | undefined {
  return catalogue().get(reportType)
}

/** Every report type of the catalogue, group by group. */
export function reportTypes(): readonly ReportTypeFacts[] {
  return [...catalogue().values()]
}
