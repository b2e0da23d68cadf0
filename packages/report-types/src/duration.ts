/** A duration whose length never varies. */
export type FixedDuration = { readonly minutes: number } | { readonly hours: number } | { readonly days: number }

/** A duration in one unit. A month is a calendar month. */
export type Duration = FixedDuration | { readonly months: number }

const minute = 60_000
const hour = 60 * minute
/** Milliseconds of a day. */
export const day = 24 * hour

/** Returns the length of a duration in milliseconds. */
export function durationMs(duration: FixedDuration): number {
  if ('minutes' in duration) return duration.minutes * minute
  return 'hours' in duration ? duration.hours * hour : duration.days * day
}

/** Formats a duration for people, for example `30 days` or `1 month`. */
export function formatDuration(duration: Duration): string {
  const [[unit, count] = ['', 0]] = Object.entries(duration)
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}
