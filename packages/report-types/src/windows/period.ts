import { day } from '../duration.ts'

/** A period that a report type can aggregate its data by. */
export type Period = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

const monthsOf = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const
/** Milliseconds from 1970-01-01 to 1970-01-04, a Sunday. */
const firstSunday = 3 * day

/** Reads the value of a period option. Returns undefined for any other value. */
export function readPeriod(value: string | undefined): Period | undefined {
  if (value === 'DAY' || value === 'WEEK') return value
  return value === 'MONTH' || value === 'QUARTER' || value === 'YEAR' ? value : undefined
}

/**
 * Returns the start of the period that contains an instant. Weeks start on Sunday. Periods are in UTC: this is assumed,
 * because no source names the time zone of Amazon's days. One source says that vendor data uses Pacific time.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function startOfPeriod(period: Period, instant: number): number {
  if (period === 'DAY') return floorTo(day, instant)
  if (period === 'WEEK') return floorTo(7 * day, instant - firstSunday) + firstSunday
  const date = new Date(instant)
  return Date.UTC(date.getUTCFullYear(), floorTo(monthsOf[period], date.getUTCMonth()))
}

/**
 * Returns the end of the period that contains an instant, which is the start of the next period.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function endOfPeriod(period: Period, instant: number): number {
  const start = startOfPeriod(period, instant)
  if (period === 'DAY') return start + day
  if (period === 'WEEK') return start + 7 * day
  const date = new Date(start)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsOf[period])
}

function floorTo(step: number, value: number): number {
  return Math.floor(value / step) * step
}
