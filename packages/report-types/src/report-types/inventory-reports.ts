import type { ReportTypeRows } from '../report-type-rows.ts'

/** Listings, offers and their quantities. */
export const inventoryReports = {
  GET_MERCHANT_LISTINGS_ALL_DATA: {
    format: { kind: 'tsv' },
    options: { custom: { values: ['true', 'false'], default: 'false' } },
    marketplaces: { most: 1 },
    charset: { na: 'utf-8', eu: 'windows-1252', JP: 'shift_jis' },
    requestable: true,
    schedulable: false,
    sources: [{ title: 'Report Type Values', address: 'https://developer-docs.amazon.com/sp-api/docs/report-type-values', date: '2026-11' }],
  },
} as const satisfies ReportTypeRows
