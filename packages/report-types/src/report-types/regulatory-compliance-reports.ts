import { columns, personal, text } from '../columns/columns.ts'
import { producerResponsibilityColumns } from '../columns/producer-responsibility-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { csv, onRequest, onRequestOrSchedule } from '../row-parts.ts'
import { attributes, page, schema } from '../sources.ts'

const compliance = page('Regulatory compliance reports', 'report-type-values-regulatory-compliance')
const columnsPage = attributes('regulatory-compliance-reports-attributes')

const producerResponsibility = {
  format: csv,
  columns: producerResponsibilityColumns,
  ...onRequest,
  assumed: ['format', 'requestable', 'schedulable'],
  sources: [compliance, columnsPage],
} as const

/** Reports that Amazon and sellers need to comply with laws. */
export const regulatoryComplianceReports = {
  END_USER_DATA_REPORT: {
    format: { kind: 'json', records: 'endUserData' },
    options: { reportPeriod: { values: ['DAY', 'WEEK', 'MONTH'], default: 'MONTH' } },
    window: {
      maxLength: { days: 365 },
      ifLonger: 'shortened',
      required: true,
      wholeDays: true,
      periodOption: 'reportPeriod',
      periodsPerRequest: 'several',
      ifPartialPeriod: 'shortened',
    },
    columns: columns(personal('fullName', 'mailingAddress', 'primaryEmail'), text('asinMetrics')),
    personalFields: ['fullName', 'mailingAddress', 'primaryEmail'],
    marketplaces: { countries: ['IE', 'ES', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'] },
    ...onRequestOrSchedule,
    notes: ['Amazon can take up to an hour to create it. There is no report if no buyer shares data.'],
    sources: [schema('endUserDataReport'), compliance],
  },
  MARKETPLACE_ASIN_PAGE_VIEW_METRICS: {
    format: { kind: 'json', records: 'marketplaceAsinPageViewMetrics' },
    options: { productType: { required: true } },
    window: { maxLength: { days: 7 }, ifLonger: 'cancelled', lookBack: { days: 7 }, wholeDays: true },
    marketplaces: { countries: ['DE', 'FR', 'IT', 'ES', 'NL', 'PL', 'SE', 'BE', 'UK', 'IE'] },
    ...onRequestOrSchedule,
    notes: ['Product types of which the seller has sold fewer than 40 units are not included.'],
    sources: [schema('marketplaceAsinPageViewMetrics'), compliance],
  },
  FBA_BULK_INVOICE: {
    format: { kind: 'zip' },
    options: {
      orderIds: { separator: ',', maxLength: 200 },
      shipmentIds: { separator: ',', maxLength: 200 },
      transactionTypes: {
        values: [
          'SHIPMENT',
          'REFUND',
          'CANCEL',
          'EINVOICE_CANCEL',
          'FC_TRANSFER',
          'FC_TRANSFER_CANCEL',
          'FC_REMOVAL',
          'FC_REMOVAL_CANCEL',
          'MCF_SHIPMENT',
          'MCF_CANCEL',
          'MCF_REFUND',
        ],
        separator: ',',
        maxLength: 200,
      },
      invoiceTypes: {
        values: ['CUSTOMER_COPY', 'SELLER_COPY', 'TRANSPORTER_COPY'],
        separator: ',',
        maxLength: 200,
      },
    },
    ...onRequest,
    notes: [
      'orderIds and shipmentIds cannot be combined. Without both, the report contains SHIPMENT and MCF_SHIPMENT.',
      'CUSTOMER_COPY and TRANSPORTER_COPY are available for MCF_SHIPMENT only.',
    ],
    assumed: ['format'],
    sources: [compliance],
  },
  GET_EPR_MONTHLY_REPORTS: producerResponsibility,
  GET_EPR_QUARTERLY_REPORTS: producerResponsibility,
  GET_EPR_ANNUAL_REPORTS: producerResponsibility,
} as const satisfies ReportTypeRows
