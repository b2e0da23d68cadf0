import { marketplaces, type Region } from '@reportline/report-types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMarketplaces } from '../../../src/accounts/selling-partner/report-request.ts'

const all = Object.values(marketplaces)

describe('the marketplaces', () => {
  test('are 23, each with a unique id', () => {
    expect(all).toHaveLength(23)
    expect(new Set(all.map((marketplace) => marketplace.id)).size).toBe(23)
    for (const [code, marketplace] of Object.entries(marketplaces)) expect(marketplace.countryCode).toBe(code)
  })

  test('are found by country code and by id, in any combination within a region', () => {
    const region = fc.constantFrom<Region>('na', 'eu', 'fe')
    const named = region.chain((of) =>
      fc.tuple(
        fc.constant(of),
        fc.array(
          fc.tuple(fc.constantFrom(...all.filter((one) => one.region === of)), fc.constantFrom('countryCode', 'id')),
          { minLength: 1 },
        ),
      ),
    )
    fc.assert(
      fc.property(named, ([of, choices]) => {
        const found = findMarketplaces(
          choices.map(([marketplace, by]) => (by === 'id' ? marketplace.id : marketplace.countryCode)),
          { region: of },
        )
        expect(new Set(found)).toEqual(new Set(choices.map(([marketplace]) => marketplace)))
        expect(found).toHaveLength(new Set(found).size)
      }),
    )
  })

  test('include the United Kingdom under both of its codes', () => {
    expect(findMarketplaces(['GB', 'UK'], { region: 'eu' })).toEqual([marketplaces.UK])
  })
})

describe('the marketplaces of a sandbox account', () => {
  test('may belong to any regions, because the requests of the static sandbox mix them', () => {
    const found = findMarketplaces(['DE', 'US', 'JP'], { region: 'eu', sandbox: true })
    expect(found.map(({ countryCode }) => countryCode)).toEqual(['DE', 'US', 'JP'])
  })

  test('must still be known', () => {
    expect(() => findMarketplaces(['XX'], { region: 'eu', sandbox: true })).toThrow(/Unknown marketplace "XX"/)
  })
})

describe('invalid marketplaces', () => {
  const refusal = (names: readonly string[], region: Region = 'eu') => {
    try {
      findMarketplaces(names, { region })
    } catch (error) {
      if (error instanceof TypeError) return error.message
      throw error
    }
    throw new Error('no error was thrown')
  }

  test('are rejected with the list of known marketplaces if one is unknown', () => {
    expect(refusal(['DE', 'XX'])).toMatch(/Unknown marketplace "XX"\. Expected one of: US, CA, .*SG/)
    expect(refusal(['de'])).toContain('"de"')
  })

  test('are rejected with the region of each if they belong to two regions', () => {
    expect(refusal(['DE', 'US', 'FR', 'ATVPDKIKX0DER'])).toContain('eu: DE, FR; na: US')
  })

  test('are rejected with the region of the required account', () => {
    expect(refusal(['JP'], 'eu')).toBe(
      "Invalid `marketplaces`: JP belongs to the region fe, but the account's region is eu. Use an account for fe.",
    )
  })

  test('are rejected if the list is empty', () => {
    expect(refusal([])).toContain('at least one')
    // @ts-expect-error a string is not a list
    expect(refusal('DE')).toContain('must be an array')
  })
})
