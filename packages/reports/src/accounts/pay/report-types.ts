import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import { reportTypeFacts } from '@reportline/report-types'

/** What the sandbox makes, and nothing else. */
const sandboxSettlement = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'

/** The report type that examples in errors name. */
export const exampleType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'

/**
 * Why a report type is none that this account can have, and what to do instead; undefined where it may be one. Types
 * that the catalogue does not know may be newer than this release: they are left to Amazon.
 */
export function notOfAccount(reportType: string, environment: PayEnvironment): string | undefined {
  const facts = reportTypeFacts(reportType)
  if (facts === undefined) return undefined
  if (facts.api !== 'pay') return `it is none of Amazon Pay's, but of the API ${facts.api}: use an account of that.`
  if (environment === 'live' || reportType === sandboxSettlement) return undefined
  return `the sandbox makes ${sandboxSettlement} only: use that, or an account of the live environment.`
}

/** Why a report type cannot be scheduled, and what to do instead. */
export function notSchedulable(reportType: string, environment: PayEnvironment): string | undefined {
  const facts = reportTypeFacts(reportType)
  if (facts?.api !== 'pay' || facts.schedulable) return notOfAccount(reportType, environment)
  if (facts.requestable) return 'Amazon takes no schedule for it: ask for each report with run.'
  return 'Amazon makes it by itself, at each settlement: collect finds what there is.'
}
