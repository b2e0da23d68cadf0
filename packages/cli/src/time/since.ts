import { parseDuration } from '../duration.ts'
import { readTime } from './window.ts'

/** Amazon lists reports for 90 days. An hour less, to stay within that limit. Milliseconds. */
const maxAgeMs = (90 * 24 - 1) * 3_600_000

/**
 * Reads `--since`: a date or a time in UTC, or a duration before now, such as `7d`. Amazon lists nothing that is older than
 * 90 days, so an earlier time is replaced.
 *
 * @param now Milliseconds since 1970.
 * @throws UsageError for any other text.
 */
export function readSince(text: string | undefined, now: number): Date | undefined {
  if (text === undefined) return undefined
  const isDuration = /^[\d.]+[a-z]+$/.test(text)
  const since = isDuration ? now - parseDuration(text, '--since') : readTime(text, '--since', 'UTC').getTime()
  return new Date(Math.max(since, now - maxAgeMs))
}
