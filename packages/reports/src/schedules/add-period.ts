const durationPattern = /^P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/**
 * Adds periods to an instant. A month is a calendar month in UTC, limited to the last day of the resulting month; a day
 * has 24 hours.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @param period An ISO 8601 duration of months, weeks, days, hours and minutes.
 * @param times Number of periods to add; negative to subtract.
 * @returns Milliseconds since 1970-01-01 UTC; undefined for any other duration.
 */
export function addPeriod(instant: number, period: string, times = 1): number | undefined {
  const parts = durationPattern.exec(period)
  if (parts === null) return undefined
  const [months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return addMonths(instant, months * times) + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 * times
}

function addMonths(instant: number, months: number): number {
  if (months === 0) return instant
  const date = new Date(instant)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months, 1)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, lastDay))
}
