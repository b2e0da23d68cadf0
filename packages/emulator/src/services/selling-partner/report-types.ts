import { invalidInput } from '../amazon-errors.ts'
import type { ServiceResponse } from '../service-definition.ts'

/**
 * Report types that Amazon creates automatically and that cannot be requested, with the number in Amazon's error message.
 * The numbers of the flat files come from public forum threads. The number of the XML report is assumed.
 */
const createdByAmazon: ReadonlyMap<string, number> = new Map([
  ['GET_V2_SETTLEMENT_REPORT_DATA_XML', 1116],
  ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE', 1117],
  ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2', 1118],
])

/** Report types that Amazon was observed to reject for schedules: those above, and types that can only be requested. */
const notSchedulable: ReadonlyMap<string, number> = new Map([
  ...createdByAmazon,
  ['GET_MERCHANT_LISTINGS_ALL_DATA', 47_700],
])

/** @returns An error response, or undefined for a type that can be requested. */
export function rejectReportType(reportType: string): ServiceResponse | undefined {
  const number = createdByAmazon.get(reportType)
  if (number === undefined) return undefined
  return invalidInput(`Request for report type ${number} is not allowed at this time`)
}

/** @returns An error response, or undefined for a type that can have a schedule. */
export function rejectScheduledType(reportType: string): ServiceResponse | undefined {
  const number = notSchedulable.get(reportType)
  if (number === undefined) return undefined
  return invalidInput(`Creation of report schedule type ${number} is not allowed at this time`)
}
