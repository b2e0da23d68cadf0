import { UsageError } from '../errors/usage-error.ts'

/** A window of data, half-open: it contains `from`, but not `to`. */
export interface TimeWindow {
  readonly from: Date | undefined
  readonly to: Date | undefined
  readonly timeZone: string
}

/**
 * Reads `--from`, `--to` and `--timezone`. A date is midnight in the time zone. A time without an offset is in the time
 * zone too.
 *
 * @throws UsageError if a value is not a time, or the time zone is unknown.
 */
export function readWindow(values: {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly timezone: string | undefined
}): TimeWindow {
  const timeZone = values.timezone ?? 'UTC'
  checkTimeZone(timeZone)
  return {
    from: values.from === undefined ? undefined : readTime(values.from, '--from', timeZone),
    to: values.to === undefined ? undefined : readTime(values.to, '--to', timeZone),
    timeZone,
  }
}

/** Formats a window for people, with its time zone, and in UTC if that differs. */
export function formatWindow({ from, to, timeZone }: TimeWindow): string | undefined {
  if (from === undefined && to === undefined) return undefined
  const format = (time: Date | undefined, missing: string): string =>
    time === undefined ? missing : formatTime(time, timeZone)
  return `${format(from, 'the start that Amazon chooses')} to ${format(to, 'now')} (${timeZone}; the end is exclusive)`
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * Reads a date or a time. A date is midnight in the time zone.
 *
 * @param option The option's name for the error message.
 * @throws UsageError for any other text.
 */
export function readTime(text: string, option: string, timeZone: string): Date {
  const match = pattern.exec(text.trim())
  if (match === null) throw invalidTime(text, option)
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match
  const numbers = [year, month, day, hour, minute, second].map(Number)
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const read = new Date(utc)
  const same = [read.getUTCFullYear(), read.getUTCMonth() + 1, read.getUTCDate(), read.getUTCHours()]
  // 30 February would silently become 2 March.
  if (same.some((value, index) => value !== numbers[index]) || Number(minute) > 59 || Number(second) > 59) {
    throw invalidTime(text, option)
  }
  const local = utc + Number(fraction.padEnd(3, '0'))
  if (offset !== undefined) return new Date(local - offsetMs(offset))
  return new Date(local - zoneOffsetMs(local, timeZone))
}

function invalidTime(text: string, option: string): UsageError {
  return new UsageError(
    `${option} must be a date or a time, such as 2026-11-01 or 2026-11-01T12:00:00Z, not ${JSON.stringify(text)}.`,
  )
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const [, sign = '+', hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/**
 * The offset of a time zone at a local time. The offset is looked up twice, because that of the first guess may be from
 * the other side of a change of clocks. A time that a change skips is read with the offset before the change.
 */
function zoneOffsetMs(local: number, timeZone: string): number {
  const guess = local - offsetAt(local, timeZone)
  return offsetAt(guess, timeZone)
}

function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(new Date(instant), timeZone)
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return local - Math.floor(instant / 1000) * 1000
}

function formatTime(time: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second } = partsOf(time, timeZone)
  return `${year}-${month}-${day} ${hour}:${minute}${second === '00' ? '' : `:${second}`}`
}

function partsOf(time: Date, timeZone: string): Record<string, string> {
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return Object.fromEntries(formatter.formatToParts(time).map(({ type, value }) => [type, value]))
}

function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone })
  } catch (error) {
    throw new UsageError(
      `--timezone must be UTC or the name of a time zone, such as Europe/Berlin, not ${JSON.stringify(timeZone)}.`,
      { cause: error },
    )
  }
}
