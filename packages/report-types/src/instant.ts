/** A date and time, as its digits give it, with its offset from UTC. */
export interface DateTimeParts {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** Defaults to 0. */
  readonly second?: number | undefined
  /** Defaults to 0. */
  readonly millisecond?: number | undefined
  /** Minutes east of UTC. Defaults to 0. */
  readonly offsetMinutes?: number | undefined
}

/** The extended form: `2025-01-31T09:30:00+01:00`. Seconds, their fraction and the colon of the zone are optional. */
const extendedForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/
/** The basic form, in UTC, which Amazon Pay uses: `20250131T093000Z`. */
const basicForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})()(Z)$/

/**
 * Converts a date and time to an instant.
 *
 * `Date.UTC` turns 30 February into a day in March. This function rejects it.
 *
 * @returns Milliseconds since 1970-01-01 UTC, or NaN if the date or time does not exist. Leap seconds and hour 24 are
 * rejected.
 */
export function instantFromParts(parts: DateTimeParts): number {
  const { year, month, day, hour, minute, second = 0, millisecond = 0, offsetMinutes = 0 } = parts
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN
  return date.setUTCHours(hour, minute, second, millisecond) - offsetMinutes * 60_000
}

/**
 * Parses a numeric time zone: `Z`, `+01:00` or `+0100`.
 *
 * @returns Minutes east of UTC, or NaN for anything else, such as an hour above 23.
 */
export function parseOffset(zone: string): number {
  if (zone === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):?([0-5]\d)$/.exec(zone) ?? []
  const magnitude = Number(hours) * 60 + Number(minutes)
  return sign === '-' ? -magnitude : magnitude
}

/**
 * Parses an ISO 8601 instant: the extended form with a time zone, or the basic form in UTC. Unlike `Date.parse`, it
 * rejects a date that does not exist, and a date or time without a time zone.
 *
 * @returns Milliseconds since 1970-01-01 UTC, or NaN for anything else. A fraction is truncated to milliseconds.
 *
 * @example
 * ```ts
 * parseIsoInstant('2025-01-31T09:30:00+01:00') // 1738312200000
 * parseIsoInstant('20250131T083000Z') // 1738312200000
 * parseIsoInstant('2025-02-30T00:00:00Z') // NaN
 * ```
 */
export function parseIsoInstant(value: string): number {
  const match = extendedForm.exec(value) ?? basicForm.exec(value)
  if (match === null) return Number.NaN
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const [fraction = '', zone = ''] = match.slice(7)
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return instantFromParts({ year, month, day, hour, minute, second, millisecond, offsetMinutes: parseOffset(zone) })
}

/**
 * Converts a caller's Date or ISO 8601 string to an instant.
 *
 * @param field The name of the field or option, for the error message.
 * @returns Milliseconds since 1970-01-01 UTC.
 * @throws TypeError if the Date is invalid, or if the string is not an ISO 8601 instant as {@link parseIsoInstant} reads it.
 */
export function readInstant(field: string, value: Date | string): number {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError(`\`${field}\` is an invalid Date.`)
    return value.getTime()
  }
  if (typeof value !== 'string' || !(extendedForm.test(value) || basicForm.test(value))) {
    throw new TypeError(
      `\`${field}\` must be a Date or an ISO 8601 string with a time and a time zone, for example 2025-01-01T00:00:00Z.`,
    )
  }
  const instant = parseIsoInstant(value)
  if (Number.isNaN(instant)) throw new TypeError(`\`${field}\` is a date or time that does not exist: ${value}.`)
  return instant
}
