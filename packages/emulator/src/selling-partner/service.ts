import { amazonApi } from '../amazon-api.ts'
import type { Contract } from '../contract/load-contract.ts'
import type { ServiceDefinition, World } from '../define-service.ts'
import type { BuiltInEnding } from '../reports/report-endings.ts'
import { ReportIds } from '../reports/report-ids.ts'
import { reportsApi } from '../reports/reports-api.ts'
import { merchantListings } from './listings.ts'
import { refuseReportType } from './report-types.ts'
import { schedulesApi } from './schedules.ts'

/** The Selling Partner API for Reports, version 2021-06-30. */
export const service = {
  name: 'sellingPartner',
  apis: ['selling-partner-reports'],
  account: true,
  open: (world: World, contracts: Readonly<Record<'selling-partner-reports', Contract>>) => {
    const contract = contracts['selling-partner-reports']
    const reportIds = new ReportIds()
    const retentionDays = 90
    const reports = reportsApi(world, { contract, reportIds, retentionDays, builtIn, refuseType: refuseReportType })
    const schedules = schedulesApi(world, { contract, reportIds })
    return amazonApi(world, 'sellingPartner', {
      handlers: { ...reports.handlers, ...schedules.handlers },
      given: { ...reports.given, ...schedules.given },
    })
  },
} as const satisfies ServiceDefinition

/** One report type has data from the start; others get theirs through `given`. */
const builtIn: BuiltInEnding = ({ reportType, marketplaceIds }) => {
  const [marketplaceId] = marketplaceIds
  if (reportType !== 'GET_MERCHANT_LISTINGS_ALL_DATA' || marketplaceId === undefined) return undefined
  return { processingStatus: 'DONE', document: merchantListings(marketplaceId) }
}
