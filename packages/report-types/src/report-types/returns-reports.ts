import { returnsColumns } from '../columns/returns-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { archivedList, attributes, githubIssue, page, readOn } from '../sources.ts'

const returns = page('Returns reports', 'report-type-values-returns')
const columnsPage = attributes('returns-reports-attributes')

const sixtyDays = { window: { maxLength: { days: 60 } }, ...onRequestOrSchedule } as const
const xml = { format: { kind: 'xml' }, ...sixtyDays, sources: [columnsPage, archivedList, returns] } as const
const programs = {
  title: 'Programs on GitHub that read the element return_details',
  url: 'https://github.com/search?q=%22%3Creturn_details%3E%22&type=code',
  date: readOn,
} as const

/** Returns of orders that sellers fulfill. */
export const returnsReports = {
  GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE: {
    format: tsv,
    ...sixtyDays,
    columns: returnsColumns,
    sources: [columnsPage, archivedList],
  },
  GET_CSV_MFN_PRIME_RETURNS_REPORT: {
    format: csv,
    ...sixtyDays,
    columns: returnsColumns,
    assumed: ['columns'],
    sources: [archivedList, returns],
  },
  GET_FLAT_FILE_MFN_SKU_RETURN_ATTRIBUTES_REPORT: { format: tsv, ...sixtyDays, sources: [archivedList, returns] },
  GET_XML_RETURNS_DATA_BY_RETURN_DATE: {
    ...xml,
    format: { kind: 'xml', record: 'return_details', root: 'AmazonEnvelope' },
    notes: ['In 2024, a user received a table of orders instead of XML.'],
    sources: [
      columnsPage,
      archivedList,
      returns,
      programs,
      githubIssue('Report returns CSV instead of XML', 'amzn/selling-partner-api-models#4272', '2024-10-29'),
    ],
  },
  GET_XML_MFN_PRIME_RETURNS_REPORT: xml,
  GET_XML_MFN_SKU_RETURN_ATTRIBUTES_REPORT: xml,
} as const satisfies ReportTypeRows
