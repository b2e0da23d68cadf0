import { returnsColumns } from '../columns/returns-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { archivedList, attributes, page, research } from '../sources.ts'

const returns = page('Returns reports', 'report-type-values-returns')
const columnsPage = attributes('returns-reports-attributes')

const sixtyDays = { window: { maxLength: { days: 60 } }, ...onRequestOrSchedule } as const
const xml = { format: { kind: 'xml' }, ...sixtyDays, sources: [columnsPage, archivedList, returns] } as const

/** Returns of orders that sellers fulfill. */
export const returnsReports = {
  GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE: {
    format: tsv,
    ...sixtyDays,
    columns: returnsColumns,
    sources: [columnsPage, archivedList, research],
  },
  GET_CSV_MFN_PRIME_RETURNS_REPORT: {
    format: csv,
    ...sixtyDays,
    columns: returnsColumns,
    assumed: ['columns'],
    sources: [archivedList, research, returns],
  },
  GET_FLAT_FILE_MFN_SKU_RETURN_ATTRIBUTES_REPORT: { format: tsv, ...sixtyDays, sources: [archivedList, returns] },
  GET_XML_RETURNS_DATA_BY_RETURN_DATE: xml,
  GET_XML_MFN_PRIME_RETURNS_REPORT: xml,
  GET_XML_MFN_SKU_RETURN_ATTRIBUTES_REPORT: xml,
} as const satisfies ReportTypeRows
