import { reportPairs, sandboxError, sandboxMarketplaces } from '../static-sandbox/report-pairs.ts'
import type { SandboxPair } from '../static-sandbox/static-sandbox.ts'

const invalid = sandboxError('Invalid input', 'Invalid input')
const nextReportCreationTime = '2024-03-11T15:03:44.973Z'
const customerTaxes = 'GET_FBA_FULFILLMENT_CUSTOMER_TAXES_DATA'

const schedulePairs: readonly SandboxPair[] = [
  {
    operation: 'createReportSchedule',
    body: {
      reportType: 'FEE_DISCOUNTS_REPORT',
      period: 'PT5M',
      nextReportCreationTime: '2024-03-10T20:11:24.000Z',
      marketplaceIds: sandboxMarketplaces,
    },
    response: { status: 201, body: { reportScheduleId: 'ID323' } },
  },
  {
    operation: 'createReportSchedule',
    body: {
      reportType: 'BAD_FEE_DISCOUNTS_REPORT',
      period: 'PT5M',
      nextReportCreationTime: '2024-03-10T20:11:24.000Z',
    },
    response: invalid,
  },
  {
    operation: 'getReportSchedules',
    parameters: { reportTypes: ['FEE_DISCOUNTS_REPORT', customerTaxes] },
    response: {
      status: 200,
      body: {
        reportSchedules: [
          {
            reportType: 'FEE_DISCOUNTS_REPORT',
            marketplaceIds: ['ATVPDKIKX0DER'],
            reportScheduleId: 'ID1',
            period: 'PT5M',
            nextReportCreationTime,
          },
          { reportType: customerTaxes, reportScheduleId: 'ID2', period: 'PT5M', nextReportCreationTime },
        ],
      },
    },
  },
  {
    operation: 'getReportSchedules',
    parameters: { reportTypes: ['BAD_FEE_DISCOUNTS_REPORT', `BAD_${customerTaxes}`] },
    response: invalid,
  },
  {
    operation: 'getReportSchedule',
    parameters: { reportScheduleId: 'ID323' },
    response: {
      status: 200,
      body: {
        reportScheduleId: 'ReportScheduleId1',
        reportType: 'FEE_DISCOUNTS_REPORT',
        period: 'PT5M',
        nextReportCreationTime: '2024-03-12T13:47:20.677Z',
      },
    },
  },
  { operation: 'getReportSchedule', parameters: { reportScheduleId: 'badReportId1' }, response: invalid },
  { operation: 'cancelReportSchedule', parameters: { reportScheduleId: 'ID' }, response: { status: 200 } },
  { operation: 'cancelReportSchedule', anyOther: true, response: invalid },
]

/** What the static sandbox of the Selling Partner API for Reports knows, according to Amazon's public model. */
export const sandboxPairs: readonly SandboxPair[] = [
  ...reportPairs({ month: '2024-03', unknownType: invalid }),
  ...schedulePairs,
]
