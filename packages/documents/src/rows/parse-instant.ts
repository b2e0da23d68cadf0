import { instantFromParts, parseOffset } from '@reportline/report-types'

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

/** Time zones whose abbreviation has one meaning in Amazon's marketplaces, in minutes east of UTC. */
const zoneOffsets: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  MET: 60,
  MEST: 120,
  EET: 120,
  EEST: 180,
  TRT: 180,
  SAST: 120,
  SGT: 480,
  JST: 540,
  AWST: 480,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  PST: -480,
  PDT: -420,
  MDT: -360,
  CDT: -300,
  EDT: -240,
  BRT: -180,
  BRST: -120,
}

/** Time zones whose abbreviation has several meanings, in minutes east of UTC by country. */
const offsetsByCountry: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  BST: { UK: 60 },
  IST: { IN: 330, IE: 60 },
  EST: { US: -300, CA: -300, MX: -300 },
  CST: { US: -360, CA: -360, MX: -360 },
  MST: { US: -420, CA: -420, MX: -420 },
  AST: { SA: 180, CA: -240 },
  GST: { AE: 240 },
}

/** Summer time that is observed from the last Sunday of March to the last Sunday of October. */
const summerTimes: Readonly<Record<string, readonly string[]>> = { BST: ['UK'], IST: ['IE'] }

/**
 * Returns the offset of a time zone: `Z`, `+01:00`, or an abbreviation such as `PST`. It is assumed that Amazon means the
 * usual offsets.
 *
 * @param countries Country codes of the marketplaces that the document covers. An abbreviation with several meanings needs
 * them. British and Irish summer time also needs a date in summer.
 * @param day Milliseconds since 1970-01-01 of the local date.
 * @returns Minutes east of UTC, or NaN if the zone is not known or not certain.
 */
function zoneOffset(zone: string, countries: readonly string[], day: number): number {
  const fixed = zoneOffsets[zone]
  if (fixed !== undefined) return fixed
  const byCountry = offsetsByCountry[zone]
  if (byCountry === undefined) return parseOffset(zone)
  const offsets = new Set(countries.map((country) => offsetIn(country, zone, byCountry, day)))
  const [offset = Number.NaN] = offsets
  return offsets.size === 1 ? offset : Number.NaN
}

function offsetIn(country: string, zone: string, offsets: Readonly<Record<string, number>>, day: number): number {
  const isSummerTime = summerTimes[zone]?.includes(country) ?? false
  return isSummerTime && !isSummer(day) ? Number.NaN : (offsets[country] ?? Number.NaN)
}

function isSummer(day: number): boolean {
  const year = new Date(day).getUTCFullYear()
  return day >= lastSunday(year, 2) && day <= lastSunday(year, 9)
}

/** @param month 0 to 11, of a month with 31 days. */
function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 31))
  return lastDay.setUTCDate(31 - lastDay.getUTCDay())
}
