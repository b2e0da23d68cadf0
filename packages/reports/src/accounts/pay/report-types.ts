import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import { reportTypeFacts } from '@reportline/report-types'

/** The only report type that the sandbox creates. */
const sandboxSettlement = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'

/** The report type that error messages use as an example. */
export const exampleType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'

/**
 * Returns why a report type is not available in an environment, and what to do instead; undefined if it may be available.
 * Types that the catalogue does not know may be newer than this release, so Amazon decides.
 */
export function unavailableReason(reportType: string, environment: PayEnvironment): string | undefined {
  const facts = reportTypeFacts(reportType)
  if (facts === undefined) return undefined
  if (facts.api !== 'pay') return `it belongs to the API ${facts.api}, not to Amazon Pay. Use an account of that API.`
  if (environment === 'live' || reportType === sandboxSettlement) return undefined
  return `the sandbox creates ${sandboxSettlement} only. Use that type, or an account of the live environment.`
}

/** Returns why a report type cannot be scheduled, and what to do instead; undefined if it may be. */
export function notSchedulableReason(reportType: string, environment: PayEnvironment): string | undefined {
  const facts = reportTypeFacts(reportType)
  if (facts?.api !== 'pay' || facts.schedulable) return unavailableReason(reportType, environment)
  if (facts.requestable) return 'Amazon accepts no schedule for it. Request each report with `run`.'
  return 'Amazon creates it with each settlement. Use `collect` to get the existing reports.'
}
