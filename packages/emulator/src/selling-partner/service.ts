import type { Contract } from '../contract/load-contract.ts'
import { ReportIds } from '../reports/report-ids.ts'
import { reportsApi } from '../reports/reports-api.ts'
import { amazonApi } from '../service/amazon-api.ts'
import type { ServiceDefinition, World } from '../service/service-definition.ts'
import type { Account } from '../state/accounts.ts'
import { builtIn } from './built-in-reports.ts'
import { notificationsApi } from './notifications/notifications-api.ts'
import { refuseReportType } from './report-types.ts'
import { restrictedDataTokens } from './restricted-data-tokens.ts'
import { schedulesApi } from './schedules.ts'

const name = 'sellingPartner'
const apis = ['selling-partner-reports', 'selling-partner-tokens', 'selling-partner-notifications'] as const
const retentionDays = 90

/**
 * The Selling Partner API, as far as reports need it: Reports 2021-06-30, Tokens 2021-03-01 and Notifications v1, called by
 * one application for one seller.
 */
export const service = {
  name,
  apis,
  account: true,
  open: (world: World, contracts: Readonly<Record<(typeof apis)[number], Contract>>) => {
    const contract = contracts['selling-partner-reports']
    const account = accountIn(world)
    const reportIds = new ReportIds()
    const notifications = notificationsApi(world, { contract: contracts['selling-partner-notifications'], account })
    const reports = reportsApi(world, {
      ...{ contract, reportIds, retentionDays, builtIn, refuseType: refuseReportType },
      onFinished: (report, at) => notifications.notifier.reportFinished(report, at),
    })
    const { maker, typeOfDocument } = reports
    const schedules = schedulesApi(world, { contract, reportIds, maker, retention: retentionDays * 24 * 3600 * 1000 })
    const tokens = restrictedDataTokens(world, { account, typeOfDocument })
    const part = {
      handlers: { ...reports.handlers, ...schedules.handlers, ...tokens.handlers, ...notifications.handlers },
      fixtures: { ...reports.fixtures, ...schedules.fixtures, ...tokens.fixtures, ...notifications.fixtures },
    }
    return amazonApi(world, name, part, tokens.needsRestrictedToken)
  },
} as const satisfies ServiceDefinition

function accountIn({ accounts }: World): Account {
  const account = accounts.find(({ service }) => service === name)
  if (account === undefined) throw new Error(`There is no account for ${name}`)
  return account
}
