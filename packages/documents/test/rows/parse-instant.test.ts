import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../src/rows/parse-instant.ts'

describe('an instant', () => {
  test.each([
    ['2025-01-31T09:30:00+00:00', '2025-01-31T09:30:00.000Z'],
    ['2025-01-31T09:30:00.5Z', '2025-01-31T09:30:00.500Z'],
    ['2025-01-31T09:30:00-0700', '2025-01-31T16:30:00.000Z'],
    ['2022-11-18T15:06:30 +0000', '2022-11-18T15:06:30.000Z'],
    ['2025-01-31 09:30:00 UTC', '2025-01-31T09:30:00.000Z'],
    ['2025-01-31 09:30:00 PST', '2025-01-31T17:30:00.000Z'],
    ['2025-07-31 09:30:00 PDT', '2025-07-31T16:30:00.000Z'],
    ['2025/01/31 09:30:00 JST', '2025-01-31T00:30:00.000Z'],
    ['31.01.2025 09:30:00 UTC', '2025-01-31T09:30:00.000Z'],
  ])('is parsed from %s', (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected)
  })

  test.each([
    ['', 'nothing'],
    ['2025-01-31', 'a date alone'],
    ['2025-01-31T09:30:00', 'a time without a time zone'],
    ['2025-07-31 09:30:00 BST', 'an ambiguous time zone'],
    ['01/31/2025 09:30:00 PST', 'a date with an ambiguous day'],
    ['2025-02-30T09:30:00Z', 'a day that does not exist'],
    ['30.02.2025 09:30:00 UTC', 'a day that does not exist'],
    ['2025-01-31T24:00:00Z', 'an hour that does not exist'],
    ['2025-01-31T09:30:00+24:00', 'a time zone that does not exist'],
    ['2025-01-31T09:30:00 +0160', 'a time zone that does not exist'],
    ['2025-01-31T09:60:00Z', 'a minute that does not exist'],
  ])('is not parsed from "%s": %s', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  test.each([
    ['31.07.2025 09:30:00 MEST', [], '2025-07-31T07:30:00.000Z'],
    ['2025-07-31 09:30:00 AEST', [], '2025-07-30T23:30:00.000Z'],
    ['2025-07-31 09:30:00 SGT', [], '2025-07-31T01:30:00.000Z'],
    ['2025-07-31 09:30:00 BRT', [], '2025-07-31T12:30:00.000Z'],
    ['2025-07-31 09:30:00 BST', ['UK'], '2025-07-31T08:30:00.000Z'],
    ['2025-03-30 09:30:00 BST', ['UK'], '2025-03-30T08:30:00.000Z'],
    ['05/06/2025 09:30:00 BST', ['UK'], '2025-06-05T08:30:00.000Z'],
    ['05/06/2025 09:30:00 MEST', ['FR', 'ES'], '2025-06-05T07:30:00.000Z'],
    ['2025-01-31 09:30:00 EST', ['US', 'CA'], '2025-01-31T14:30:00.000Z'],
    ['2025-01-31 09:30:00 IST', ['IN'], '2025-01-31T04:00:00.000Z'],
  ])('is parsed from %s in the marketplaces %j', (text, countries, expected) => {
    expect(parseInstant(text, countries)?.toISOString()).toBe(expected)
  })

  test.each([
    ['2025-01-31 09:30:00 BST', ['UK'], 'summer time in winter'],
    ['2025-07-31 09:30:00 BST', ['UK', 'DE'], 'not certain with another marketplace'],
    ['05/06/2025 09:30:00 PDT', ['US'], 'the month may be first'],
    ['05/06/2025 09:30:00 GMT', ['UK', 'US'], 'the month may be first'],
    ['2025-07-31 09:30:00 EST', ['AU'], 'eastern time of Australia or of America'],
    ['2025-07-31 09:30:00 IST', ['IN', 'IE'], 'Indian or Irish time'],
    ['2025-07-31 09:30:00 EST', [], 'no marketplace'],
  ])('is not parsed from %s in the marketplaces %j: %s', (text, countries) => {
    expect(parseInstant(text, countries)).toBeUndefined()
  })
})
