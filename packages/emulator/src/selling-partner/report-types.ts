import { invalidInput } from '../service/amazon-errors.ts'
import type { Answer } from '../service/service-definition.ts'

/**
 * Report types that Amazon makes by itself and nobody can ask for, with the number that Amazon's refusal calls them by.
 * The numbers of the flat files are seen in public threads, that of the XML is assumed.
 */
const madeByAmazon: ReadonlyMap<string, number> = new Map([
  ['GET_V2_SETTLEMENT_REPORT_DATA_XML', 1116],
  ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE', 1117],
  ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2', 1118],
])

/** Report types seen to be refused for schedules: those above, and ones that can only be asked for. */
const notSchedulable: ReadonlyMap<string, number> = new Map([
  ...madeByAmazon,
  ['GET_MERCHANT_LISTINGS_ALL_DATA', 47_700],
])

/** @returns The refusal, or undefined for a type that can be asked for. */
export function refuseReportType(reportType: string): Answer | undefined {
  const number = madeByAmazon.get(reportType)
  return number === undefined
    ? undefined
    : invalidInput(`Request for report type ${number} is not allowed at this time`)
}

/** @returns The refusal, or undefined for a type that can have a schedule. */
export function refuseScheduledType(reportType: string): Answer | undefined {
  const number = notSchedulable.get(reportType)
  if (number === undefined) return undefined
  return invalidInput(`Creation of report schedule type ${number} is not allowed at this time`)
}
