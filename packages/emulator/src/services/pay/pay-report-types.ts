import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { ServiceResponse } from '../service-definition.ts'
import { invalidValue } from './pay-errors.ts'

const offAmazon = (name: string): string => `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_${name}_DATA_`

/** Amazon Pay's report types. */
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

/** @returns An error response, or undefined for a type that can be requested. */
export function rejectReportType(reportType: string, environment: PayEnvironment): ServiceResponse | undefined {
  if (reportType === payReportTypes.settlement) return invalidValue('Reports of this type cannot be requested.')
  return rejectInSandbox(reportType, environment)
}

/** @returns An error response, or undefined for a type that can have a schedule. */
export function rejectScheduledType(reportType: string, environment: PayEnvironment): ServiceResponse | undefined {
  const notSchedulable: readonly string[] = [payReportTypes.settlement, payReportTypes.multiCurrency]
  if (notSchedulable.includes(reportType)) return invalidValue('Reports of this type cannot be scheduled.')
  return rejectInSandbox(reportType, environment)
}

function rejectInSandbox(reportType: string, environment: PayEnvironment): ServiceResponse | undefined {
  if (environment === 'live' || reportType === payReportTypes.sandboxSettlement) return undefined
  return invalidValue('The sandbox does not support reports of this type.')
}
