import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'
import { archivedList } from '../sources.ts'

/** The Amazon Pay report that the Selling Partner API offers. The others are in the Amazon Pay API. */
export const amazonPayReports = {
  GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA: {
    format: { kind: 'pay-settlement' },
    ...onRequest,
    notes: [
      'It requires a marketplace of the sandbox: A3BXB0YN3XH17H (US), A1G8446IYHA4MR (EU), A3M3RRFO9XDT2G (UK), A31YDYE76E6TCP (JP).',
    ],
    assumed: ['format'],
    sources: [archivedList],
  },
} as const satisfies ReportTypeRows
