import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { Answer } from '../service/service-definition.ts'
import { invalidValue } from './pay-errors.ts'

const offAmazon = (name: string): string => `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_${name}_DATA_`

/** Amazon Pay's report types, by what they are about. */
export const payReportTypes = {
  settlement: offAmazon('SETTLEMENT'),
  sandboxSettlement: offAmazon('SANDBOX_SETTLEMENT'),
  orderReference: offAmazon('ORDER_REFERENCE'),
  billingAgreement: offAmazon('BILLING_AGREEMENT'),
  authorization: offAmazon('AUTHORIZATION'),
  capture: offAmazon('CAPTURE'),
  refund: offAmazon('REFUND'),
  multiCurrency: '_GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_',
} as const

/** @returns The refusal, or undefined for a type that can be asked for. */
export function refuseReportType(reportType: string, environment: PayEnvironment): Answer | undefined {
  if (reportType === payReportTypes.settlement) return invalidValue('Reports of this type cannot be asked for.')
  return refuseInSandbox(reportType, environment)
}

/** @returns The refusal, or undefined for a type that can have a schedule. */
export function refuseScheduledType(reportType: string, environment: PayEnvironment): Answer | undefined {
  const unscheduled: readonly string[] = [payReportTypes.settlement, payReportTypes.multiCurrency]
  if (unscheduled.includes(reportType)) return invalidValue('Reports of this type cannot be scheduled.')
  return refuseInSandbox(reportType, environment)
}

function refuseInSandbox(reportType: string, environment: PayEnvironment): Answer | undefined {
  if (environment === 'live' || reportType === payReportTypes.sandboxSettlement) return undefined
  return invalidValue('The sandbox does not make reports of this type.')
}
