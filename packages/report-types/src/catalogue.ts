import { groups } from './groups.ts'
import type { ReportTypeFacts } from './report-type-facts.ts'

/**
 * The date of the last change to the catalogue's data. The manifest of an archive records it, so that you can find out
 * later what was known about a report type when its document was read.
 */
export const catalogueVersion = '2026-11-28'

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
 * Returns what is known about a report type.
 *
 * @param reportType The name in the API, for example `GET_MERCHANT_LISTINGS_ALL_DATA`.
 * @returns Undefined if the report type is not in the catalogue. It may still exist.
 *
 * @example
 * ```ts
 * reportTypeFacts('GET_LEDGER_SUMMARY_VIEW_DATA')?.format // { kind: 'tsv', quoted: true }
 * ```
 */
export function reportTypeFacts(reportType: string): ReportTypeFacts | undefined {
  return catalogue().get(reportType)
}

/** Returns every report type of the catalogue, ordered by group. */
export function reportTypes(): readonly ReportTypeFacts[] {
  return [...catalogue().values()]
}
