/** Small reports are done after 11 to 20 seconds. Milliseconds. */
const first = 5_000
const longest = 60_000
const growth = 1.5

/**
 * How long to wait before looking at a report again: 5 s, then half as much again each time, at most a minute; less up
 * to a quarter of it, so that reports that were asked for together are not looked at together.
 *
 * @param polls How often it has been looked at.
 * @param random From 0 up to but not including 1.
 * @returns Milliseconds.
 */
export function pollDelay(polls: number, random: number): number {
  const delay = Math.min(longest, first * growth ** Math.min(polls, 20))
  return Math.round(delay * (1 - random / 4))
}
