import type { Emulator } from '@reportline/emulator'

const day = 24 * 3_600_000

/** Adds reports and a schedule that exist before a command starts, and data for the order report that the examples request. */
export function addSampleReports(emulator: Emulator): void {
  const at = (days: number) => new Date(emulator.now() + days * day)
  const iso = (days: number) => at(days).toISOString()
  const basic = (days: number) => iso(days).replaceAll(/[-:]|\.\d+/g, '')
  const marketplaceIds = ['A1PA6795UKMFR9']
  emulator.addFixtures({
    reportTypes: [
      { reportType: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL', document: { content: orders } },
    ],
    reports: [
      {
        reportId: '50010020000',
        reportType: 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2',
        marketplaceIds,
        processingStatus: 'DONE',
        createdTime: iso(-2),
        dataStartTime: iso(-16),
        dataEndTime: iso(-2),
        processingStartTime: iso(-2),
        processingEndTime: iso(-2),
        reportDocumentId: 'amzn1.spdoc.1.settlement',
        document: { content: settlement(iso(-16), iso(-2)), contentType: 'text/tab-separated-values; charset=UTF-8' },
      },
      {
        reportId: '50011020000',
        reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
        marketplaceIds,
        processingStatus: 'IN_QUEUE',
        createdTime: iso(0),
      },
    ],
  })
  emulator.addFixtures({
    reportSchedules: [
      {
        reportScheduleId: '50012020000',
        reportType: 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE',
        marketplaceIds,
        period: 'P1D',
        nextReportCreationTime: iso(1),
      },
    ],
  })
  emulator.addFixtures({
    reports: [
      {
        reportId: 'A0500100200000',
        reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_',
        processingStatus: 'COMPLETED',
        createdTime: basic(-2),
        startTime: basic(-16),
        endTime: basic(-2),
        reportDocumentId: 'amzn1.tortuga.3.settlement',
        document: { content: paySettlement(iso(-16), iso(-2)), contentType: 'text/csv' },
      },
    ],
  })
}

const orders = [
  'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsku\tquantity\tcurrency\titem-price',
  '304-1111111-2222222\t2026-11-03T09:12:44+00:00\t2026-11-04T08:00:10+00:00\tShipped\tEM-1001\t1\tUSD\t24.95',
  '304-3333333-4444444\t2026-11-09T17:40:02+00:00\t2026-11-09T18:02:31+00:00\tPending\tEM-1002\t2\tUSD\t31.00',
]
  .map((line) => `${line}\n`)
  .join('')

function settlement(from: string, to: string): string {
  const period = [from, to, to].map((time) => `${time.slice(0, 10)} 00:00:00 UTC`).join('\t')
  const lines = [
    'settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tamount-description\tamount\tsku',
    `15001\t${period}\t18.35\tEUR\t\t\t\t\t`,
    '15001\t\t\t\t\t\tOrder\t304-1111111-2222222\tPrincipal\t24.95\tEM-1001',
    '15001\t\t\t\t\t\tOrder\t304-1111111-2222222\tCommission\t-3.74\tEM-1001',
    '15001\t\t\t\t\t\tOrder\t304-1111111-2222222\tFBAPerUnitFulfillmentFee\t-2.86\tEM-1001',
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

function paySettlement(from: string, to: string): string {
  const [start, end] = [from, to].map((time) => `${time.slice(0, 19)} +0000`)
  const rows = [
    ['Capture', '19.99', '19.40'],
    ['Transfer', '-19.40', '-19.40'],
  ]
  const lines = [
    ['SettlementStartDate', start],
    ['SettlementEndDate', end],
    [
      'TransactionPostedDate',
      'SettlementId',
      'TransactionType',
      'CurrencyCode',
      'TransactionAmount',
      'NetTransactionAmount',
    ],
    ...rows.map(([type, amount, net]) => [end, '25001', type, 'EUR', amount, net]),
  ]
  return lines.map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`).join('')
}
