import { day } from './time-span.ts'

/** The periods that some report types sum their data by. */
export type Period = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

const monthsOf = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const
/** 1970-01-04 was the first Sunday. */
const firstSunday = 3 * day

/** The period that an option's value names. */
export function readPeriod(value: string | undefined): Period | undefined {
  if (value === 'DAY' || value === 'WEEK') return value
  return value === 'MONTH' || value === 'QUARTER' || value === 'YEAR' ? value : undefined
}

/**
 * Where the period begins that an instant lies in. Weeks begin on Sundays. Everything is UTC: assumed, for no source
 * names the zone of Amazon's days, and those of vendors are said to be Pacific ones.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 */
export function startOfPeriod(period: Period, instant: number): number {
  if (period === 'DAY') return floor(instant, day)
  if (period === 'WEEK') return floor(instant - firstSunday, 7 * day) + firstSunday
  const date = new Date(instant)
  const months = monthsOf[period]
  return Date.UTC(date.getUTCFullYear(), floor(date.getUTCMonth(), months))
}

/** Where the next period begins. */
export function endOfPeriod(period: Period, instant: number): number {
  const start = startOfPeriod(period, instant)
  if (period === 'DAY') return start + day
  if (period === 'WEEK') return start + 7 * day
  const date = new Date(start)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsOf[period])
}

function floor(value: number, step: number): number {
  return Math.floor(value / step) * step
}
