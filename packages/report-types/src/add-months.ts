/**
 * Adds calendar months to an instant, in UTC. If the target month has no such day, the result is its last day: one month
 * after 31 January is 28 or 29 February.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @param months Number of months. A negative number subtracts.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function addMonths(instant: number, months: number): number {
  const date = new Date(instant)
  const dayOfMonth = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months, 1)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(dayOfMonth, lastDay))
}
