import type { Contract } from '../../contract/load-contract.ts'
import type { Account } from '../../state/accounts.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { amazonApi } from '../amazon-api.ts'
import { ReportIds } from '../reports/report-ids.ts'
import { ReportsApi } from '../reports/reports-api.ts'
import type { ServiceDefinition } from '../service-definition.ts'
import { builtInOutcome } from './built-in-reports.ts'
import { notificationsApi } from './notifications/notifications-api.ts'
import { rejectReportType } from './report-types.ts'
import { restrictedDataTokens } from './restricted-data-tokens.ts'
import { sandboxPairs } from './sandbox-pairs.ts'
import { SchedulesApi } from './schedules.ts'

const name = 'sellingPartner'
const apis = ['selling-partner-reports', 'selling-partner-tokens', 'selling-partner-notifications'] as const
const retentionMs = 90 * 24 * 3600 * 1000

/**
 * The parts of the Selling Partner API that reports need: Reports 2021-06-30, Tokens 2021-03-01 and Notifications v1. It
 * has one application and one seller.
 */
export const service = {
  name,
  apis,
  account: true,
  open: (state: EmulatorState, contracts: Readonly<Record<(typeof apis)[number], Contract>>) => {
    const contract = contracts['selling-partner-reports']
    const account = accountOf(state)
    const reportIds = new ReportIds()
    const notifications = notificationsApi(state, { contract: contracts['selling-partner-notifications'], account })
    const reports = new ReportsApi(state, {
      contract,
      reportIds,
      retentionMs,
      builtIn: builtInOutcome,
      rejectType: rejectReportType,
      onFinished: (report, at) => notifications.notifier.notifyFinished(report, at),
    })
    const { factory } = reports
    const schedules = new SchedulesApi(state, { contract, reportIds, factory, retentionMs })
    const tokens = restrictedDataTokens(state, { account, typeOfDocument: (id) => reports.typeOfDocument(id) })
    const part = {
      handlers: { ...reports.handlers, ...schedules.handlers, ...tokens.handlers, ...notifications.handlers },
      fixtures: { ...reports.fixtures, ...schedules.fixtures, ...tokens.fixtures, ...notifications.fixtures },
    }
    return amazonApi(state, name, part, { needsRestrictedToken: tokens.needsRestrictedToken, sandboxPairs })
  },
} as const satisfies ServiceDefinition

function accountOf({ accounts }: EmulatorState): Account {
  const account = accounts.find(({ service }) => service === name)
  if (account === undefined) throw new Error(`The emulator has no account for ${name}`)
  return account
}
