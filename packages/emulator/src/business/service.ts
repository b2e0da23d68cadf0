import type { Contract } from '../contract/load-contract.ts'
import { ReportIds } from '../reports/report-ids.ts'
import type { BuiltInEnding } from '../reports/report-outcomes.ts'
import { reportsApi } from '../reports/reports-api.ts'
import { amazonApi } from '../service/amazon-api.ts'
import type { ServiceDefinition, World } from '../service/service-definition.ts'
import { invoiceDocument } from './invoice.ts'

/** Every invoice that is asked for exists. */
const builtIn: BuiltInEnding = ({ reportType, reportOptions = {} }) => {
  const document = reportType === 'GET_AB_INVOICE_PDF' ? invoiceDocument(reportOptions) : undefined
  return document === undefined ? undefined : { processingStatus: 'DONE', document }
}

/** The Amazon Business API for Reports, version 2021-09-30. */
export const service = {
  name: 'business',
  apis: ['business-reports'],
  account: true,
  open: (world: World, contracts: Readonly<Record<'business-reports', Contract>>) =>
    amazonApi(
      world,
      'business',
      reportsApi(world, {
        contract: contracts['business-reports'],
        reportIds: new ReportIds(),
        // The release notes' figure; the reference's 90 days are the older one.
        retentionDays: 30,
        builtIn,
      }),
    ),
} as const satisfies ServiceDefinition
