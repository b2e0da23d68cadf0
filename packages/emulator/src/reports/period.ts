import { addMonths } from '@reportline/report-types'

const period = /^P(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/** A part of a schedule's rhythm: calendar months, and a fixed time. */
export interface Period {
  readonly months: number
  readonly milliseconds: number
}

/**
 * @param duration An ISO 8601 duration of months, days, hours and minutes.
 * @throws RangeError for any other duration.
 */
export function readPeriod(duration: string): Period {
  const parts = period.exec(duration)
  if (parts === null) throw new RangeError(`${duration} is not a duration of months, days, hours and minutes`)
  const [months = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return { months, milliseconds: ((days * 24 + hours) * 60 + minutes) * 60_000 }
}

/**
 * The instant that lies a number of periods after an anchor. Months are calendar months in UTC, which no change to
 * daylight-saving time touches; a day that the month does not have is its last day, and because every instant is counted
 * from the anchor, the 31st comes back after February.
 *
 * @param anchor Milliseconds since 1970-01-01 UTC.
 * @param count How many periods later; negative for earlier.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function occurrence(anchor: number, { months, milliseconds }: Period, count: number): number {
  return addMonths(anchor, count * months) + count * milliseconds
}
