import { formatPayDate } from '@reportline/auth/amazon-pay'
import { readInstant } from '@reportline/report-types'

/** A typo in one of Amazon's own examples: dashes in the time of day. */
const dashedTime = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}/

/**
 * Converts a caller's Date or string to an instant. Fractions of a second are dropped, because Amazon Pay does not accept
 * them.
 *
 * @param field The name of the field, for the error.
 * @param value A Date, or an ISO 8601 string with time and time zone: `20220804T000000Z`, `2022-08-04T00:00:00+09:00`.
 * @returns Milliseconds since 1970-01-01 UTC.
 * @throws TypeError for any other string, and for a date that does not exist.
 */
export function payInstant(field: string, value: Date | string): number {
  if (typeof value === 'string' && dashedTime.test(value)) {
    throw new TypeError(
      `\`${field}\` has dashes in its time: ${value}. Write 20220806T235959Z or 2022-08-06T23:59:59Z instead.`,
    )
  }
  return Math.floor(readInstant(field, value) / 1000) * 1000
}

/** Converts a caller's Date or string to the format of Amazon Pay, `YYYYMMDDTHHMMSSZ`. Throws like {@link payInstant}. */
export function payTime(field: string, value: Date | string): string {
  return formatPayDate(payInstant(field, value))
}
