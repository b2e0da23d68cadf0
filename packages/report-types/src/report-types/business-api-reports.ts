import type { ReportTypeRows } from '../report-type-rows.ts'
import { onRequest } from '../row-parts.ts'
import { businessDocumentation } from '../sources.ts'

/** The report type of the Amazon Business API for Reports, for business customers. */
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
      'The document is a ZIP file that contains the PDF. The ZIP file is compressed with gzip.',
      'OrderSummary requires orderId, and is available in North America only.',
      'According to an older reference, Amazon keeps the report for 90 days.',
    ],
    sources: [businessDocumentation],
  },
} as const satisfies ReportTypeRows
