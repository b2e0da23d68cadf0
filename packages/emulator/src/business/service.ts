import { amazonApi } from '../amazon-api.ts'
import type { Contract } from '../contract/load-contract.ts'
import type { ServiceDefinition, World } from '../define-service.ts'
import { ReportIds } from '../reports/report-ids.ts'
import { reportsApi } from '../reports/reports-api.ts'

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
        // There are no invoices from the start; they are given.
        builtIn: () => undefined,
      }),
    ),
} as const satisfies ServiceDefinition
