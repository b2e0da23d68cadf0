import { formatPayDate } from '@reportline/auth/amazon-pay'
import { readInstant } from '@reportline/report-types'

/** A slip in one of Amazon's own examples. */
const dashedTime = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}/

/**
 * Reads an instant of a caller to the second, which is all that Amazon Pay takes; what is below is cut off.
 *
 * @param field What to call it in an error.
 * @param value A Date, or ISO 8601 with time and zone in either form: `20220804T000000Z`, `2022-08-04T00:00:00+09:00`.
 * @returns Milliseconds since 1970-01-01 UTC.
 * @throws TypeError for anything else, and for a day that does not exist.
 */
export function payInstant(field: string, value: Date | string): number {
  if (typeof value === 'string' && dashedTime.test(value)) {
    throw new TypeError(`${field} has dashes where a time has colons: write 20220806T235959Z or 2022-08-06T23:59:59Z`)
  }
  return Math.floor(readInstant(field, value) / 1000) * 1000
}

/** The same, in the form that Amazon Pay takes: `YYYYMMDDTHHMMSSZ`. */
export function payTime(field: string, value: Date | string): string {
  return formatPayDate(payInstant(field, value))
}
