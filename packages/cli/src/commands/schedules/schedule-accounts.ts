import type { AmazonPayAccount } from '@reportline/reports/pay'
import type { SellingPartnerAccount } from '@reportline/reports/selling-partner'
import type { ConnectedAccount } from '../../account/connected-account.ts'
import type { Session } from '../../account/session.ts'
import { isoTime } from '../reports/report-calls.ts'

/** An account whose API has schedules. */
export type ScheduleAccount = { readonly name: string } & (
  | { readonly api: 'selling-partner'; readonly account: SellingPartnerAccount }
  | { readonly api: 'pay'; readonly account: AmazonPayAccount }
)

/** The session without the accounts of Amazon Business, which has no schedules. */
export function scheduleSession(session: Session): Pick<Session, 'ledger'> & {
  readonly accounts: Readonly<Record<string, Exclude<ConnectedAccount, { api: 'business' }>>>
} {
  const entries = Object.entries(session.accounts).flatMap(([name, account]) =>
    account.api === 'business' ? [] : [[name, account] as const],
  )
  return { ledger: session.ledger, accounts: Object.fromEntries(entries) }
}

/** A schedule of either API. */
interface AnySchedule {
  readonly reportScheduleId: string
  readonly reportType: string
  readonly marketplaceIds?: readonly string[]
  readonly period?: string
  readonly scheduleFrequency?: string
  readonly nextReportCreationTime?: string
}

/** A schedule as the command prints it: the fields of the Selling Partner API, with times in ISO 8601. */
export function scheduleFields({ name, api }: Pick<ScheduleAccount, 'name' | 'api'>, schedule: AnySchedule) {
  const { scheduleFrequency, period = scheduleFrequency, nextReportCreationTime, ...others } = schedule
  return { account: name, api, ...others, period, nextReportCreationTime: isoTime(nextReportCreationTime) }
}
