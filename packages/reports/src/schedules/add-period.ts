import { addMonths } from '@reportline/report-types'

const form = /^P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/**
 * Goes periods forward or back from an instant. A month is a calendar month in UTC that ends at its last day at the
 * latest; a day has 24 hours.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @param period An ISO 8601 duration of months, weeks, days, hours and minutes.
 * @param times How many periods; negative goes back.
 * @returns Milliseconds since 1970-01-01 UTC; undefined for any other duration.
 */
export function addPeriod(instant: number, period: string, times = 1): number | undefined {
  const parts = form.exec(period)
  if (parts === null) return undefined
  const [months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return addMonths(instant, months * times) + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 * times
}
