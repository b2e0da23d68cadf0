/** What Amazon Pay writes: the basic form of ISO 8601, in UTC. */
const basicForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/
/** Date, time to the minute at least, and a zone. */
const isoForm = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Reads an instant of a caller.
 *
 * @param field What to call it in an error.
 * @returns Milliseconds since 1970-01-01 UTC.
 * @throws TypeError for an invalid Date, a text without time or zone, or a day that does not exist.
 */
export function instant(field: string, value: Date | string): number {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError(`${field} is an invalid Date`)
    return value.getTime()
  }
  const text = typeof value === 'string' ? extended(value) : ''
  const date = isoForm.exec(text)?.[1]
  if (date === undefined) {
    throw new TypeError(
      `${field} must be a Date or a text in ISO 8601 with time and zone, for example 2025-01-01T00:00:00Z`,
    )
  }
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds) || !isDay(date)) throw new TypeError(`${field} is a date or time that does not exist`)
  return milliseconds
}

/**
 * Reads an instant of Amazon, in either form of ISO 8601.
 *
 * @returns Milliseconds since 1970-01-01 UTC; NaN for anything else.
 */
export function readInstant(text: string): number {
  return Date.parse(extended(text))
}

/** Date.parse does not know the basic form. */
function extended(text: string): string {
  return text.replace(basicForm, '$1-$2-$3T$4:$5:$6Z')
}

/** Date.parse takes the 30th of February for the 1st or 2nd of March. */
function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
