import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import { reportTypeFacts } from '@reportline/report-types'

/** What the sandbox makes, and nothing else. */
const sandboxSettlement = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'

/** The report type that examples in errors name. */
export const exampleType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'

/**
 * Why a report type cannot be asked for, and what to do instead; undefined where it can. Types that the catalogue does
 * not know may be newer than this release: they are left to Amazon.
 */
export function notRequestable(reportType: string, environment: PayEnvironment): string | undefined {
  const facts = reportTypeFacts(reportType)
  if (facts === undefined) return undefined
  if (facts.api !== 'pay') return `it is none of Amazon Pay's, but of the API ${facts.api}: use an account of that.`
  if (!facts.requestable) return 'Amazon makes it by itself, at each settlement: collect finds what there is.'
  if (environment === 'live' || reportType === sandboxSettlement) return undefined
  return `the sandbox makes ${sandboxSettlement} only: ask for that, or use an account of the live environment.`
}

/** The same for schedules. */
export function notSchedulable(reportType: string, environment: PayEnvironment): string | undefined {
  const why = notRequestable(reportType, environment)
  if (why !== undefined || reportTypeFacts(reportType)?.schedulable !== false) return why
  return 'Amazon takes no schedule for it: ask for each report with run.'
}
