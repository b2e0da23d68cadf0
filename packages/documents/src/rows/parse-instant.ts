import { instantFromParts } from '@reportline/report-types'
import { zoneOffset } from './zone-offset.ts'

/** Year first, or day first with dots or slashes; then the time, and a time zone. */
const yearFirst =
  /^(\d{4})([-/])(\d{2})\2(\d{2})[T ]+(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)? ?([A-Z]{1,4}|[+-]\d{2}:?\d{2})$/
const dayFirst = /^(\d{2})([./])(\d{2})\2(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([A-Z]{1,4}|[+-]\d{2}:?\d{2})$/

/** Countries that write the day before the month. It is assumed that Amazon does so too if it writes slashes. */
const dayFirstCountries = new Set([
  'UK',
  'DE',
  'FR',
  'IT',
  'ES',
  'NL',
  'PL',
  'BE',
  'IE',
  'TR',
  'AE',
  'SA',
  'EG',
  'ZA',
  'IN',
  'AU',
  'SG',
  'BR',
])

/** Earlier years are typing errors or placeholders. */
const minYear = 1900

/**
 * Parses a date and time with a time zone: `2025-01-31T09:30:00+00:00`, `2025-01-31 09:30:00 PST`,
 * `31.01.2025 09:30:00 UTC`.
 *
 * @param countries Country codes of the marketplaces that the document covers, for abbreviations such as BST and for dates
 * with slashes.
 * @returns Undefined for everything else: a time without a time zone, a date that does not exist, and `01/02/2025`
 * unless all countries write the day first.
 */
export function parseInstant(text: string, countries: readonly string[] = []): Date | undefined {
  const match = yearFirst.exec(text)
  if (match !== null) {
    const [, year, , month, day, hour, minute, second, fraction = '', zone = ''] = match
    return toDate(
      [year, month, day, hour, minute, second].map(Number),
      Number(fraction.padEnd(3, '0')),
      zone,
      countries,
    )
  }
  const [whole, day, separator, month, year, hour, minute, second, zone = ''] = dayFirst.exec(text) ?? []
  if (whole === undefined || (separator === '/' && !isDayFirst(countries))) return undefined
  return toDate([year, month, day, hour, minute, second].map(Number), 0, zone, countries)
}

function isDayFirst(countries: readonly string[]): boolean {
  return countries.length > 0 && countries.every((country) => dayFirstCountries.has(country))
}

function toDate(
  parts: readonly number[],
  millisecond: number,
  zone: string,
  countries: readonly string[],
): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (year < minYear) return undefined
  const offsetMinutes = zoneOffset(zone, countries, Date.UTC(year, month - 1, day))
  const instant = instantFromParts({ year, month, day, hour, minute, second, millisecond, offsetMinutes })
  return Number.isNaN(instant) ? undefined : new Date(instant)
}
