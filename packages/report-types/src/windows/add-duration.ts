import { addMonths } from '../add-months.ts'
import { type Duration, durationMs } from '../duration.ts'

/**
 * Adds a duration to an instant, or subtracts it. Months are calendar months in UTC, as in {@link addMonths}.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @param sign 1 to add, -1 to subtract.
 * @returns Milliseconds since 1970-01-01 UTC.
 */
export function addDuration(instant: number, duration: Duration, sign: 1 | -1): number {
  if ('months' in duration) return addMonths(instant, sign * duration.months)
  return instant + sign * durationMs(duration)
}
