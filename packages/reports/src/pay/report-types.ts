import type { PayEnvironment } from '@reportline/auth/amazon-pay'

/** What Amazon makes by itself, at each settlement. */
const settlement = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'
/** What the sandbox makes, and nothing else. */
const sandboxSettlement = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'
/** Can be asked for; its documentation has no schedules for it. */
const multiCurrency = '_GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_'

/** The report type that examples in errors name. */
export const exampleType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_ORDER_REFERENCE_DATA_'

/** Why a report type cannot be asked for; undefined where it can, or where Amazon has to say. */
export function notRequestable(reportType: string, environment: PayEnvironment): string | undefined {
  if (reportType === settlement) {
    return 'Amazon makes settlement reports by itself, at each settlement: collect finds them when they are there.'
  }
  if (environment === 'sandbox' && isDocumented(reportType) && reportType !== sandboxSettlement) {
    return `the sandbox makes ${sandboxSettlement} only: ask for that, or use an account of the live environment.`
  }
  return undefined
}

/** Why a report type cannot be scheduled; undefined where it can, or where Amazon has to say. */
export function notSchedulable(reportType: string, environment: PayEnvironment): string | undefined {
  if (reportType === multiCurrency) return 'Amazon takes no schedule for it: ask for each report with run.'
  return notRequestable(reportType, environment)
}

/** Types that are not known here may be newer than this release: they are left to Amazon. */
function isDocumented(reportType: string): boolean {
  return /^_GET_FLAT_FILE_OFFAMAZONPAYMENTS_(?:ORDER_REFERENCE|BILLING_AGREEMENT|AUTHORIZATION|CAPTURE|REFUND)_DATA_$/.test(
    reportType,
  )
}
