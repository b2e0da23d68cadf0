/** A date with the year first, or with the day first between dots; a time; a zone. */
const yearFirst =
  /^(\d{4})([-/])(\d{2})\2(\d{2})[T ]+(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)? ?([A-Z]{1,4}|[+-]\d{2}:?\d{2})$/
const dayFirst = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([A-Z]{1,4}|[+-]\d{2}:?\d{2})$/

/**
 * Zones by the abbreviations that listings and settlements use, in minutes east of UTC. Abbreviations that mean
 * different zones in different countries (BST, IST) are left out. That Amazon means these offsets is assumed.
 */
const zones: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  PST: -480,
  PDT: -420,
  JST: 540,
  CET: 60,
  CEST: 120,
  MET: 60,
  MEST: 120,
}

/**
 * Reads an instant whose zone stands in the text: `2025-01-31T09:30:00+00:00`, `2025-01-31 09:30:00 PST`,
 * `31.01.2025 09:30:00 UTC`. Undefined for everything else: a time without a zone is no instant, and of `01/02/2025`
 * nobody can tell which is the day.
 */
export function parseInstant(text: string): Date | undefined {
  const found = yearFirst.exec(text)
  if (found !== null) {
    const [, year, , month, day, hour, minute, second, fraction = '', zone = ''] = found
    return instant([year, month, day, hour, minute, second].map(Number), Number(fraction.padEnd(3, '0')), zone)
  }
  const [whole, day, month, year, hour, minute, second, zone = ''] = dayFirst.exec(text) ?? []
  if (whole === undefined) return undefined
  return instant([year, month, day, hour, minute, second].map(Number), 0, zone)
}

function instant(parts: readonly number[], milliseconds: number, zone: string): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const offset = offsetOf(zone)
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds))
  // Date.UTC carries over: 30 February would silently be a day in March.
  const real = local.getUTCMonth() === month - 1 && local.getUTCDate() === day && local.getUTCHours() === hour
  if (offset === undefined || !real || minute > 59 || second > 59 || year < 1900) return undefined
  return new Date(local.getTime() - offset * 60_000)
}

function offsetOf(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (sign === undefined) return zones[zone]
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
