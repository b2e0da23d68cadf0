import { settlementV1Columns, settlementV2Columns } from '../columns/settlement-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { madeByAmazon } from '../row-parts.ts'
import { announcement, archivedList, attributes } from '../sources.ts'

const removed = { date: '2026-11-11', successor: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' } as const
const reminder = announcement(
  'Deprecation reminders, September 2025',
  'deprecation-reminders-september-2025',
  '2025-10-01',
)

/** Amazon creates one for each settlement. getReports lists them. */
export const settlementReports = {
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: {
    format: { kind: 'settlement' },
    columns: settlementV2Columns,
    retention: { days: 90 },
    ...madeByAmazon,
    notes: [
      'The Content-Type does not name a charset.',
      'In some marketplaces, amounts have a decimal comma.',
      'The amounts of the rows add up to the total-amount of the summary.',
    ],
    sources: [attributes('settlement-reports-attributes'), archivedList],
  },
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE: {
    format: { kind: 'settlement' },
    columns: settlementV1Columns,
    ...madeByAmazon,
    removed,
    sources: [reminder, archivedList],
  },
  GET_V2_SETTLEMENT_REPORT_DATA_XML: {
    format: { kind: 'xml', root: 'AmazonEnvelope' },
    ...madeByAmazon,
    removed,
    sources: [
      reminder,
      archivedList,
      {
        title: "Amazon's schema amzn-envelope.xsd",
        url: 'https://images-na.ssl-images-amazon.com/images/G/01/rainier/help/xsd/release_1_9/amzn-envelope.xsd',
        date: '2026-11-28',
      },
    ],
  },
} as const satisfies ReportTypeRows
