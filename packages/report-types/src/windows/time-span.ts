import { addMonths } from '../add-months.ts'
import type { FixedSpan, Span } from '../span.ts'

const minute = 60_000
const hour = 60 * minute
export const day = 24 * hour

/**
 * The instant that lies a span later, or earlier. Months are calendar months of UTC; a day that the month does not have
 * is its last day.
 *
 * @param instant Milliseconds since 1970-01-01 UTC.
 * @param direction 1 for later, -1 for earlier.
 */
export function moved(instant: number, span: Span, direction: 1 | -1): number {
  if (!('months' in span)) return instant + direction * milliseconds(span)
  return addMonths(instant, direction * span.months)
}

/** How long a span is that is no month. */
export function milliseconds(span: FixedSpan): number {
  if ('minutes' in span) return span.minutes * minute
  return 'hours' in span ? span.hours * hour : span.days * day
}

/** A span in words, for example `30 days`. */
export function spanInWords(span: Span): string {
  const [entry] = Object.entries(span)
  const [unit = '', count = 0] = entry ?? []
  return count === 1 ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`
}
