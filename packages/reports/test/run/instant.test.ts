import { describe, expect, test } from 'vitest'
import { instant, readInstant } from '../../src/run/instant.ts'

const noon = Date.UTC(2022, 7, 6, 12)

describe('instant', () => {
  test.each([
    ['a Date', new Date(noon)],
    ['ISO 8601 in UTC', '2022-08-06T12:00:00Z'],
    ['ISO 8601 with another zone', '2022-08-06T14:00+02:00'],
    ['the basic form of ISO 8601', '20220806T120000Z'],
  ])('takes %s', (_, value) => {
    expect(instant('from', value)).toBe(noon)
  })

  test.each([
    ['an invalid Date', new Date(Number.NaN), 'from is an invalid Date'],
    ['a day alone', '2022-08-06', 'from must be a Date or a text in ISO 8601 with time and zone'],
    ['no zone', '20220806T120000', 'from must be a Date'],
    ['dashes where colons belong', '2022-08-06T12-00-00Z', 'from must be a Date'],
    ['a day that does not exist', '20220230T120000Z', 'from is a date or time that does not exist'],
    ['an hour that does not exist', '20220806T250000Z', 'from is a date or time that does not exist'],
    ['a number', 20220806 as never, 'from must be a Date'],
  ])('refuses %s', (_, value, message) => {
    expect(() => instant('from', value)).toThrow(message)
  })
})

describe('readInstant', () => {
  test('reads both forms that Amazon writes, and tells anything else apart', () => {
    expect([readInstant('20220806T120000Z'), readInstant('2022-08-06T12:00:00+00:00')]).toEqual([noon, noon])
    expect(readInstant('soon')).toBeNaN()
  })
})
