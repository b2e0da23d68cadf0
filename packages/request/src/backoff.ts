const firstCeilingMs = 500
const maxCeilingMs = 20_000

/**
 * Returns the pause before the next attempt: a random time up to a ceiling that doubles with each attempt ("full
 * jitter"), so that callers that failed together do not retry together.
 *
 * @param attempt - the attempt that failed, 1 for the first
 * @param random - a number from 0 (inclusive) to 1 (exclusive)
 * @returns milliseconds
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(maxCeilingMs, firstCeilingMs * 2 ** (attempt - 1)))
}
