import { addMonths } from '@reportline/report-types'

const period = /^P(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/** The period of a schedule: calendar months plus a fixed duration. */
export interface Period {
  readonly months: number
  readonly milliseconds: number
}

/**
 * Parses an ISO 8601 duration of months, days, hours and minutes.
 *
 * @throws RangeError for any other duration.
 */
export function parsePeriod(duration: string): Period {
  const parts = period.exec(duration)
  if (parts === null) throw new RangeError(`${duration} is not a duration of months, days, hours and minutes`)
  const [months = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return { months, milliseconds: ((days * 24 + hours) * 60 + minutes) * 60_000 }
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
