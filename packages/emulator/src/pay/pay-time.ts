import { formatPayDate } from '@reportline/auth/amazon-pay'

const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** An instant (milliseconds since 1970-01-01 UTC) as answers have it: `20220806T235959Z`. */
export const payTime: (instant: number) => string = formatPayDate

/** Reads a time that the specification allows: `20220806T235959Z`, or as in RFC 3339. */
export function readPayTime(time: string): number {
  return Date.parse(time.replace(basic, '$1-$2-$3T$4:$5:$6Z'))
}
