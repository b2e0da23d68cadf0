const period = /^P(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/**
 * One period after an instant; a month is a calendar month, in UTC.
 *
 * @param duration An ISO 8601 duration of months, days, hours and minutes.
 * @returns Milliseconds since 1970-01-01 UTC.
 * @throws RangeError for any other duration.
 */
export function addPeriod(instant: number, duration: string): number {
  const parts = period.exec(duration)
  if (parts === null) throw new RangeError(`${duration} is not a duration of months, days, hours and minutes`)
  const [months = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  const later = new Date(instant)
  const dayOfMonth = later.getUTCDate()
  later.setUTCMonth(later.getUTCMonth() + months, 1)
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate()
  later.setUTCDate(Math.min(dayOfMonth, lastDay))
  return later.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000
}
