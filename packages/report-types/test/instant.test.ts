import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantFromParts, parseIsoInstant, parseOffset, readInstant } from '../src/index.ts'

const noon = Date.UTC(2022, 7, 6, 12)

const digits = (value: number, length = 2) => String(value).padStart(length, '0')

/** The rule of the Gregorian calendar, written without Date. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

const anyDateAndTime = fc.record({
  year: fc.integer({ min: 0, max: 9999 }),
  month: fc.integer({ min: 0, max: 13 }),
  day: fc.integer({ min: 0, max: 32 }),
  hour: fc.integer({ min: 0, max: 25 }),
  minute: fc.integer({ min: 0, max: 61 }),
  second: fc.integer({ min: 0, max: 61 }),
})

describe('parseIsoInstant', () => {
  test('accepts a date and time in both forms if and only if it exists', () => {
    fc.assert(
      fc.property(anyDateAndTime, ({ year, month, day, hour, minute, second }) => {
        const exists = day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60
        const date = [digits(year, 4), digits(month), digits(day)]
        const time = [digits(hour), digits(minute), digits(second)]
        const extended = `${date.join('-')}T${time.join(':')}Z`
        const parsed = [parseIsoInstant(extended), parseIsoInstant(`${date.join('')}T${time.join('')}Z`)]
        const expected = exists ? extended.replace('Z', '.000Z') : undefined
        for (const instant of parsed) {
          expect(Number.isNaN(instant) ? undefined : new Date(instant).toISOString()).toBe(expected)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('accepts every instant that Date writes', () => {
    const min = new Date('0000-01-01T00:00:00Z')
    const max = new Date('9999-12-31T23:59:59.999Z')
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        expect(parseIsoInstant(date.toISOString())).toBe(date.getTime())
      }),
    )
  })

  test.each([
    ['another time zone', '2022-08-06T14:00:00+02:00'],
    ['a time zone without a colon', '2022-08-06T14:00:00+0200'],
    ['a time zone west of UTC', '2022-08-06T02:30:00-09:30'],
    ['no seconds', '2022-08-06T12:00Z'],
    ['a fraction longer than milliseconds', '2022-08-06T12:00:00.000999999Z'],
  ])('accepts %s', (_, value) => {
    expect(parseIsoInstant(value)).toBe(noon)
  })

  test.each([
    ['an empty string', ''],
    ['a word', 'soon'],
    ['a date alone', '2022-08-06'],
    ['no time zone', '2022-08-06T12:00:00'],
    ['the basic form without a time zone', '20220806T120000'],
    ['dashes in the time', '2022-08-06T12-00-00Z'],
    ['an offset of 24 hours', '2022-08-06T12:00:00+24:00'],
    ['an offset of 60 minutes', '2022-08-06T12:00:00+01:60'],
    ['29 February of a year that is not a leap year', '2023-02-29T12:00:00Z'],
    ['hour 24', '2022-08-06T24:00:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['a leading space', ' 2022-08-06T12:00:00Z'],
  ])('returns NaN for %s', (_, value) => {
    expect(parseIsoInstant(value)).toBeNaN()
  })
})

describe('instantFromParts', () => {
  test('does not move years below 100 to the twentieth century', () => {
    const instant = instantFromParts({ year: 99, month: 1, day: 1, hour: 0, minute: 0 })
    expect(new Date(instant).toISOString()).toBe('0099-01-01T00:00:00.000Z')
  })
})

describe('parseOffset', () => {
  test.each([
    ['Z', 0],
    ['+05:30', 330],
    ['-0700', -420],
    ['PST', Number.NaN],
    ['', Number.NaN],
  ])('reads "%s" as %d', (zone, minutes) => {
    expect(parseOffset(zone)).toBe(minutes)
  })
})

describe('readInstant', () => {
  test('accepts a Date and a string', () => {
    expect(readInstant('from', new Date(noon))).toBe(noon)
    expect(readInstant('from', '20220806T120000Z')).toBe(noon)
  })

  test.each([
    ['an invalid Date', new Date(Number.NaN), '`from` is an invalid Date'],
    ['a date alone', '2022-08-06', '`from` must be a Date or an ISO 8601 string with a time and a time zone'],
    ['a number', 20220806 as never, '`from` must be a Date or an ISO 8601 string'],
    [
      'a day that does not exist',
      '20220230T120000Z',
      '`from` is a date or time that does not exist: 20220230T120000Z.',
    ],
  ])('throws a TypeError for %s', (_, value, message) => {
    expect(() => readInstant('from', value)).toThrow(TypeError)
    expect(() => readInstant('from', value)).toThrow(message)
  })
})
