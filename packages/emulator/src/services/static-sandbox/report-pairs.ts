import { amazonError } from '../amazon-errors.ts'
import type { ServiceResponse } from '../service-definition.ts'
import type { SandboxPair } from './static-sandbox.ts'

/** Creates the response to a request that the sandbox knows to be invalid. */
export function sandboxError(message: string, details: string): ServiceResponse {
  return amazonError({ status: 400, code: '400', message, details })
}

/** The dates and the error of a sandbox. */
export interface SandboxReports {
  /** The year and month of every time, for example `2024-03`. */
  readonly month: string
  /** The response to a report type that does not exist. */
  readonly unknownType: ServiceResponse
}

/** The pairs of the operations on reports and documents, which the Selling Partner and Business APIs share. */
export function reportPairs({ month, unknownType }: SandboxReports): SandboxPair[] {
  const report = {
    reportId: 'ReportId1',
    reportType: 'FEE_DISCOUNTS_REPORT',
    dataStartTime: `${month}-11T13:47:20.677Z`,
    dataEndTime: `${month}-12T13:47:20.677Z`,
    createdTime: `${month}-10T13:47:20.677Z`,
    processingStatus: 'IN_PROGRESS',
    processingStartTime: `${month}-10T13:47:20.677Z`,
    processingEndTime: `${month}-12T13:47:20.677Z`,
  }
  const reportTypes = ['FEE_DISCOUNTS_REPORT', 'GET_AFN_INVENTORY_DATA']
  const invalid = sandboxError('Invalid input', 'Invalid input')
  const specification = (reportType: string) => ({
    reportType,
    dataStartTime: `${month}-10T20:11:24.000Z`,
    marketplaceIds: sandboxMarketplaces,
  })
  const reportDocumentId = '0356cf79-b8b0-4226-b4b9-0ee058ea5760'
  const url = 'https://d34o8swod1owfl.cloudfront.net/Report_47700__GET_MERCHANT_LISTINGS_ALL_DATA_.txt'
  return [
    {
      operation: 'createReport',
      body: specification('GET_MERCHANT_LISTINGS_ALL_DATA'),
      response: { status: 202, body: { reportId: 'ID323' } },
    },
    { operation: 'createReport', body: specification('BAD_FEE_DISCOUNTS_REPORT'), response: unknownType },
    {
      operation: 'getReports',
      parameters: { reportTypes, processingStatuses: ['IN_QUEUE', 'IN_PROGRESS'] },
      response: { status: 200, body: { nextToken, reports: [report] } },
    },
    {
      operation: 'getReports',
      parameters: { reportTypes, processingStatuses: ['BAD_VALUE', 'IN_PROGRESS'] },
      response: sandboxError('Invalid input', 'Invalid input in processing status'),
    },
    { operation: 'getReport', parameters: { reportId: 'ID323' }, response: { status: 200, body: report } },
    { operation: 'getReport', parameters: { reportId: 'badReportId1' }, response: invalid },
    { operation: 'cancelReport', parameters: { reportId: 'ID' }, response: { status: 200 } },
    { operation: 'cancelReport', anyOther: true, response: invalid },
    {
      operation: 'getReportDocument',
      parameters: { reportDocumentId },
      response: { status: 200, body: { reportDocumentId, url } },
    },
    { operation: 'getReportDocument', parameters: { reportDocumentId: 'badDocumentId1' }, response: invalid },
  ]
}

/** Germany and the United States, which are in different regions. Only the sandbox accepts them in one request. */
export const sandboxMarketplaces = ['A1PA6795UKMFR9', 'ATVPDKIKX0DER']

const nextToken = 'VGhpcyB0b2tlbiBpcyBvcGFxdWUgYW5kIGludGVudGlvbmFsbHkgb2JmdXNjYXRlZA=='
