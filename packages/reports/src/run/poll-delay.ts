/** Small reports are done after 11 to 20 seconds. */
const firstDelayMs = 5_000
const maxDelayMs = 60_000
const growth = 1.5

/**
 * Returns the delay before the next poll of a report: 5 s, growing by half with each poll, up to a minute. A random part of
 * up to a quarter is subtracted, so that reports requested together are not polled together.
 *
 * @param polls Number of polls so far.
 * @param random A number from 0 up to but not including 1.
 * @returns Milliseconds.
 */
export function pollDelay(polls: number, random: number): number {
  const delay = Math.min(maxDelayMs, firstDelayMs * growth ** Math.min(polls, 20))
  return Math.round(delay * (1 - random / 4))
}
