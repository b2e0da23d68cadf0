import { addMonths } from '@reportline/report-types'
import { invalidField } from '../../input/fields.ts'

const period = /^P(?:(\d{1,4})M)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?$/

/** The period of a schedule: calendar months plus a fixed duration. */
export interface Period {
  readonly months: number
  readonly milliseconds: number
}

/**
 * Parses an ISO 8601 duration of months, days, hours and minutes, which is longer than zero.
 *
 * @throws RangeError for any other duration.
 */
export function parsePeriod(duration: string): Period {
  const [months = 0, days = 0, hours = 0, minutes = 0] = (period.exec(duration) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0))
  const milliseconds = ((days * 24 + hours) * 60 + minutes) * 60_000
  if (months + milliseconds > 0) return { months, milliseconds }
  throw new RangeError(`${duration} is not a duration of months, days, hours and minutes, longer than zero`)
}

/** @throws TypeError that names the field if the value is not the period of a schedule. */
export function checkPeriod(value: string, path: string): void {
  try {
    parsePeriod(value)
  } catch {
    throw invalidField(path, 'an ISO 8601 duration of months, days, hours and minutes, longer than zero', value)
  }
}

/**
 * Returns the instant that is a number of periods after an anchor.
 *
 * Months are calendar months in UTC, so changes to daylight-saving time have no effect. If a month does not have the day
 * of the anchor, its last day is used. Because every instant is counted from the anchor, the 31st is used again after
 * February.
 *
 * @param anchor Milliseconds since 1970-01-01 UTC.
 * @param count The number of periods. Negative for earlier instants.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function occurrence(anchor: number, { months, milliseconds }: Period, count: number): number {
  return addMonths(anchor, count * months) + count * milliseconds
}
