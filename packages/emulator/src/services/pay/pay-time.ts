import { formatPayDate } from '@reportline/auth/amazon-pay'

const basicFormat = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** Formats an instant, in milliseconds since 1970-01-01 UTC, like Amazon Pay: `20220806T235959Z`. */
export const payTime: (instant: number) => string = formatPayDate

/**
 * Parses a time in a format that the specification allows: `20220806T235959Z` or RFC 3339.
 *
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function parsePayTime(time: string): number {
  return Date.parse(time.replace(basicFormat, '$1-$2-$3T$4:$5:$6Z'))
}
