import type { ReportTypeRows } from '../report-type-rows.ts'

/** Made by Amazon at the end of a settlement period; found by getReports. */
export const settlementReports = {
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: {
    format: { kind: 'settlement' },
    requestable: false,
    schedulable: false,
    sources: [{ title: 'Report Type Values', address: 'https://developer-docs.amazon.com/sp-api/docs/report-type-values', date: '2026-11' }],
  },
} as const satisfies ReportTypeRows
