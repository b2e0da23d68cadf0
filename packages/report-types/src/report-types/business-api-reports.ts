import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'

/** The report type of the Amazon Business API for Reports, for those who buy. */
export const businessApiReports = {
  GET_AB_INVOICE_PDF: {
    format: { kind: 'zip' },
    options: {
      invoiceId: {},
      documentType: { values: ['Invoice', 'Credits', 'OrderSummary'] },
      orderId: {},
      orderLineItemId: {},
      shipmentId: {},
    },
    optionSets: [
      ['invoiceId', 'documentType'],
      ['orderId', 'orderLineItemId', 'shipmentId'],
      ['orderId', 'documentType'],
    ],
    retention: { days: 30 },
    ...onRequest,
    notes: [
      'The ZIP holds the PDF, and is gzipped.',
      'OrderSummary goes with orderId, and exists in North America only.',
      'An older reference keeps reports for 90 days.',
    ],
    sources: [
      { title: 'Amazon Business API for Reports: public documentation and release notes, gathered', date: '2026-11' },
    ],
  },
} as const satisfies ReportTypeRows
