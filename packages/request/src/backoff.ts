const first = 500
const longest = 20_000

/**
 * How long to pause before the attempt after `attempt`: anything from nothing up to a ceiling that doubles each time
 * ("full jitter"), so that callers who failed together do not come back together.
 *
 * @param attempt - the attempt that failed, 1 for the first
 * @param random - a number from 0 up to, not including, 1
 * @returns milliseconds
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(longest, first * 2 ** (attempt - 1)))
}
