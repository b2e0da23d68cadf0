import { settlementV1Columns, settlementV2Columns } from '../columns/settlement-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { madeByAmazon } from '../row-parts.ts'
import { announcement, archivedList, attributes, gathered } from '../sources.ts'

const removed = { date: '2026-11-11', successor: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2' } as const
const reminder = announcement(
  'Deprecation reminders, September 2025',
  'deprecation-reminders-september-2025',
  '2025-10-01',
)

/** Made by Amazon when it settles, and found with getReports. */
export const settlementReports = {
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: {
    format: { kind: 'settlement' },
    columns: settlementV2Columns,
    retention: { days: 90 },
    ...madeByAmazon,
    notes: [
      'The Content-Type names no charset.',
      'Some marketplaces write decimals with a comma.',
      'The amounts of the rows add up to total-amount of the summary.',
    ],
    sources: [gathered, attributes('settlement-reports-attributes'), archivedList],
  },
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE: {
    format: { kind: 'settlement' },
    columns: settlementV1Columns,
    ...madeByAmazon,
    removed,
    sources: [reminder, archivedList],
  },
  GET_V2_SETTLEMENT_REPORT_DATA_XML: {
    format: { kind: 'xml' },
    ...madeByAmazon,
    removed,
    sources: [reminder, archivedList],
  },
} as const satisfies ReportTypeRows
